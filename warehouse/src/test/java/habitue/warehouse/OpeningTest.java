package habitue.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import habitue.warehouse.file.Database;
import habitue.warehouse.file.Limits;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Sql;
import habitue.warehouse.file.WarehouseRefused;
import habitue.warehouse.file.WarehouseRefused.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
  @TempDir private Path folder;
  private final FakeStore store = new FakeStore();

  private Path file() {
    return folder.resolve("it's a warehouse.duckdb");
  }

  private Warehouse open() {
    return Warehouse.open(file(), store, WarehouseOptions.USUAL);
  }

  private Code refusal() {
    return catchThrowableOfType(WarehouseRefused.class, this::open).code();
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_can_be_made_anew() throws IOException {
    new SeededShop(store, 5).live(200);
    Files.writeString(file(), "this is a picture of a cat".repeat(100));
    assertThat(refusal()).isEqualTo(Code.BROKEN);
    assertThat(Code.BROKEN.rebuildable()).isTrue();
    try (Warehouse warehouse =
        Warehouse.rebuilt(file(), store, store, WarehouseOptions.USUAL, (_, _) -> {})) {
      warehouse.catchUp();
      assertThat(warehouse.rowCounts()).containsEntry("events", (long) store.events().size());
    }
    assertThat(folder.resolve("it's a warehouse.duckdb.broken")).exists();
  }

  @Test
  void a_database_of_someone_else_is_refused() {
    change("drop table about");
    assertThat(refusal()).isEqualTo(Code.BROKEN);
  }

  @Test
  void a_newer_file_is_refused_and_an_older_one_made_anew() {
    change("update about set value = '999' where name = 'schema_version'");
    assertThat(refusal()).isEqualTo(Code.NEWER);
    assertThat(Code.NEWER.rebuildable()).isFalse();
    change("update about set value = '0' where name = 'schema_version'");
    assertThat(refusal()).isEqualTo(Code.OLDER);
    assertThat(Code.OLDER.rebuildable()).isTrue();
  }

  /** As some other program would, on a file that is closed. */
  private void change(String statement) {
    if (!Files.exists(file())) {
      open().close();
    }
    try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:" + file());
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_file_held_by_another_process_says_so() throws IOException, InterruptedException {
    open().close();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file().toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
      assertThat(refusal()).isEqualTo(Code.LOCKED);
      assertThat(Code.LOCKED.rebuildable()).isFalse();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  /** Holds a file until it is killed. */
  static final class Holder {
    public static void main(String[] args) throws InterruptedException {
      try (Database database = Database.open(Path.of(args[0]), Limits.USUAL)) {
        System.out.println(database.sql().number("select 1") == 1 ? "held" : "not held");
        Thread.sleep(Duration.ofMinutes(1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from read_text('/etc/hostname')",
        "copy customers to 'stolen.parquet'",
        "attach 'other.duckdb' as other",
        "install httpfs",
        "load parquet_not_there",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
        "reset lock_configuration",
        "export database 'everything'",
        "delete from customers"
      })
  void no_reader_reaches_another_file_or_changes_anything(String statement) {
    try (Warehouse warehouse = open()) {
      assertThatThrownBy(() -> warehouse.readers().read(sql -> sql.run(statement)))
          .isInstanceOf(WarehouseRefused.class);
      assertThat(warehouse.rowCounts()).containsEntry("customers", 0L);
    }
  }

  @Test
  void a_question_that_takes_too_long_is_stopped_and_the_next_is_answered() {
    var limits = new Limits("256MB", 1, 1, Duration.ofSeconds(1));
    try (Database database = Database.create(file(), limits);
        Readers readers = new Readers(database)) {
      WarehouseRefused slow =
          catchThrowableOfType(
              WarehouseRefused.class,
              () ->
                  readers.read(sql ->
                      sql.number("select count(*) from range(9000000) a, range(9000000) b")));
      assertThat(slow.code()).isEqualTo(Code.TOO_SLOW);
      assertThat(readers.<Long>read(sql -> sql.number("select 42"))).isEqualTo(42);
    }
  }

  @Test
  void a_snapshot_holds_all_taken_so_far_while_others_read() {
    new SeededShop(store, 6).live(300);
    Path copy = folder.resolve("copy.duckdb");
    try (Warehouse warehouse = open()) {
      warehouse.catchUp();
      Map<String, Long> counts = warehouse.rowCounts();
      warehouse
          .readers()
          .read(sql -> {
            sql.number("select count(*) from events");
            warehouse.snapshot(copy);
            return sql;
          });
      store.live("late", Messages.anonymous("late", Messages.viewed("p")));
      warehouse.catchUp();
      try (Database snapshot = Database.open(copy, Limits.USUAL)) {
        assertThat(rows(snapshot.sql(), "events")).isEqualTo(counts.get("events"));
        assertThat(rows(snapshot.sql(), "facts")).isEqualTo(counts.get("facts"));
      }
      assertThat(warehouse.rowCounts().get("events")).isNotEqualTo(counts.get("events"));
    }
  }

  private static long rows(Sql sql, String table) {
    return sql.number("select count(*) from " + table);
  }

  @Test
  void what_a_killed_program_was_writing_goes_at_the_next_start() throws Exception {
    for (String ending : List.of(".new", ".new.wal", ".old", ".old.part", ".export")) {
      Files.writeString(folder.resolve("it's a warehouse.duckdb" + ending), "someone erased since");
    }
    open().close();
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactly("it's a warehouse.duckdb");
    }
  }

  @Test
  void parquet_files_hold_every_table() throws Exception {
    new SeededShop(store, 6).live(300);
    Path export = folder.resolve("it's exported");
    try (Warehouse warehouse = open()) {
      warehouse.catchUp();
      warehouse.exportParquet(export);
      Map<String, Long> counts = warehouse.rowCounts();
      try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:")) {
        for (String table : counts.keySet()) {
          String path = export.resolve(table + ".parquet").toString().replace("'", "''");
          try (var statement = connection.createStatement();
              var found = statement.executeQuery("select count(*) from '" + path + "'")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getLong(1)).as(table).isEqualTo(counts.get(table));
          }
        }
      }
    }
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(List.of("it's a warehouse.duckdb", "it's exported"));
    }
  }
}
