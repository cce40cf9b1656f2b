package habitue.warehouse.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.warehouse.file.WarehouseRefused.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The tables, as {@code schema.sql} makes and describes them. */
public final class Schema {
  /** Raised with every change of a table: older files are made anew, never altered. */
  public static final int VERSION = 7;

  private Schema() {}

  static void create(Sql sql, Instant now) {
    sql.script("begin transaction");
    sql.script(text());
    sql.run(
        "insert into about values ('schema_version', ?), ('made_at', ?)", "" + VERSION, "" + now);
    sql.run("insert into cursors select slot, 0 from range(256) slots(slot)");
    sql.script("commit");
  }

  /** Refuses a file whose tables are not exactly ours. */
  static void check(Sql sql) {
    long tables = sql.number("select count(*) from duckdb_tables() where table_name = 'about'");
    if (tables == 0) {
      throw new WarehouseRefused(
          Code.BROKEN, "The warehouse file is a DuckDB database, but not one of ours.");
    }
    int found =
        Integer.parseInt(
            sql.one("select value from about where name = 'schema_version'", row -> row.text(1)));
    if (found > VERSION) {
      throw new WarehouseRefused(
          Code.NEWER,
          "The warehouse was written by a newer Habitué (tables of version %d, this one knows %d)."
              .formatted(found, VERSION));
    }
    if (found < VERSION) {
      throw new WarehouseRefused(
          Code.OLDER,
          "The warehouse has tables of version %d, now %d: it must be made anew from the journal."
              .formatted(found, VERSION));
    }
  }

  static String text() {
    try (InputStream schema = Schema.class.getResourceAsStream("schema.sql")) {
      if (schema == null) {
        throw new IllegalStateException("schema.sql is missing from the build");
      }
      return new String(schema.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
