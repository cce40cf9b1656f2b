package habitue.warehouse.file;

import habitue.store.disk.OwnerOnly;
import habitue.warehouse.file.WarehouseRefused.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Copies for others: the file as a whole, or a Parquet file per table. The open database can write
 * no file, so the whole is copied as bytes, and tables by a second database that reads the copy.
 */
public final class Copies {
  /** What analysts get, views included. */
  public static final List<String> TABLES =
      List.of(
          "customers",
          "identifiers",
          "consents",
          "memberships",
          "members",
          "events",
          "orders",
          "order_ordinals",
          "order_items",
          "facts",
          "shapes");

  private Copies() {}

  /** Copies a database that nobody writes to meanwhile; replaces the target at once. */
  public static void snapshot(Database database, Path to) {
    // Readers keep lists of their own in it for a moment: waited for, not refused.
    database.sql().script("force checkpoint");
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      refuseUnfinished(database.file());
      Files.copy(database.file(), part, StandardCopyOption.REPLACE_EXISTING);
      OwnerOnly.close(part);
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes {@code customers.parquet} and the others into a folder, from a snapshot. */
  public static void parquet(Path snapshot, Path folder) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      OwnerOnly.folder(folder);
      var sql = new Sql(connection, 0);
      sql.script("set timezone = 'UTC'; set memory_limit = '512MB'; set threads = 1");
      sql.script("attach " + quoted(snapshot) + " as warehouse (read_only); use warehouse");
      for (String table : TABLES) {
        Path target = folder.resolve(table + ".parquet");
        sql.script(
            "copy (from %s) to %s (format parquet, compression zstd)"
                .formatted(table, quoted(target)));
        OwnerOnly.close(target);
      }
    } catch (SQLException e) {
      throw Sql.refused(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file anew from a snapshot: what was deleted from it is not in the new one. */
  public static void renew(Path snapshot, Path fresh) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      var sql = new Sql(connection, 0);
      sql.script("set timezone = 'UTC'; set memory_limit = '512MB'; set threads = 1");
      sql.script("attach " + quoted(snapshot) + " as old (read_only)");
      sql.script("attach " + quoted(fresh) + " as fresh; use fresh");
      sql.script(Schema.text());
      List<String> tables =
          sql.list(
              "select table_name from duckdb_tables() where database_name = 'fresh'",
              row -> row.text(1));
      for (String table : tables) {
        sql.script("insert into fresh.main.%1$s from old.main.%1$s".formatted(table));
      }
      sql.script("delete from fresh.main.about where name = 'erased_bytes'");
      sql.script("checkpoint fresh; use memory; detach fresh");
    } catch (SQLException e) {
      throw Sql.refused(e);
    }
  }

  private static void refuseUnfinished(Path file) throws IOException {
    Path log = file.resolveSibling(file.getFileName() + ".wal");
    if (Files.exists(log) && Files.size(log) > 0) {
      throw new WarehouseRefused(
          Code.BUSY, "The warehouse is being read too heavily to copy it now. Try again.");
    }
  }

  private static String quoted(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
  }
}
