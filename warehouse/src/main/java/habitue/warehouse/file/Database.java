package habitue.warehouse.file;

import habitue.warehouse.file.WarehouseRefused.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;

/**
 * One open DuckDB file. Its connections can reach no other file, no network and no extension, and
 * cannot lift that: the configuration is locked before anyone else gets a connection.
 */
public final class Database implements AutoCloseable {
  private final Path file;
  private final Limits limits;
  private final DuckDBConnection root;

  private Database(Path file, Limits limits, DuckDBConnection root) {
    this.file = file;
    this.limits = limits;
    this.root = root;
  }

  /** Has DuckDB's own library unpacked and loaded. */
  public static void load() {
    try {
      DriverManager.getConnection("jdbc:duckdb:").close();
    } catch (SQLException e) {
      throw cannotOpen(e);
    }
  }

  /** Makes a new file with empty tables. */
  public static Database create(Path file, Limits limits) {
    if (Files.exists(file)) {
      throw new WarehouseRefused(Code.FAILED, "There is a warehouse file already.");
    }
    Database database = connect(file, limits);
    database.guarded(sql -> Schema.create(sql, Instant.now()));
    return database;
  }

  public static Database open(Path file, Limits limits) {
    if (!Files.exists(file)) {
      throw new WarehouseRefused(Code.MISSING, "There is no warehouse file yet.");
    }
    Database database = connect(file, limits);
    database.guarded(Schema::check);
    return database;
  }

  private static Database connect(Path file, Limits limits) {
    try {
      var root =
          (DuckDBConnection)
              DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), options(limits));
      var database = new Database(file, limits, root);
      database.guarded(sql -> sql.script("set timezone = 'UTC'; set lock_configuration = true"));
      return database;
    } catch (SQLException e) {
      throw cannotOpen(e);
    }
  }

  private static Properties options(Limits limits) {
    var options = new Properties();
    options.setProperty("threads", Integer.toString(limits.threads()));
    options.setProperty("memory_limit", limits.memory());
    options.setProperty("max_temp_directory_size", "4GB");
    options.setProperty("checkpoint_threshold", "128MB");
    options.setProperty("enable_external_access", "false");
    options.setProperty("autoinstall_known_extensions", "false");
    options.setProperty("autoload_known_extensions", "false");
    return options;
  }

  private static WarehouseRefused cannotOpen(SQLException e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("lock")) {
      return new WarehouseRefused(
          Code.LOCKED, "Another process holds the warehouse file. Stop it, or use a snapshot.", e);
    }
    return new WarehouseRefused(
        Code.BROKEN, "The warehouse file is damaged: make it anew from the journal.", e);
  }

  private void guarded(Consumer<Sql> first) {
    try {
      first.accept(sql());
    } catch (WarehouseRefused e) {
      close();
      throw e.code() == Code.FAILED && e.getCause() instanceof SQLException cause
          ? cannotOpen(cause)
          : e;
    }
  }

  public Path file() {
    return file;
  }

  Limits limits() {
    return limits;
  }

  /** The first connection, the writer's: no limit of time. */
  public DuckDBConnection connection() {
    return root;
  }

  /** What the writer says on the first connection. */
  public Sql sql() {
    return new Sql(root, 0);
  }

  DuckDBConnection another() throws SQLException {
    return root.duplicate();
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw Sql.refused(e);
    }
  }
}
