package habitue.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.model.CustomerId;
import habitue.playbook.Playbook;
import habitue.warehouse.file.Database;
import habitue.warehouse.file.Limits;
import habitue.warehouse.file.Sql;
import habitue.warehouse.rows.Intake;
import habitue.warehouse.rows.Taken;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
  private static final int SMALL = 200;

  @TempDir private Path folder;
  private final FakeStore store = new FakeStore();

  @Test
  void every_change_is_taken_once_wherever_it_is_killed() {
    new SeededShop(store, 7).live(600);
    Path file = folder.resolve("w.duckdb");
    Database.create(file, Limits.USUAL).close();
    int kills = 0;
    for (long calls = 0; !takeAllOrDie(file, calls); calls += 1 + calls / 3) {
      kills++;
    }
    assertThat(kills).isGreaterThan(10);
    try (Database database = Database.open(file, Limits.USUAL)) {
      assertAllThere(database.sql());
    }
  }

  /** Whether it came to the end. */
  private boolean takeAllOrDie(Path file, long calls) {
    store.failAfter(calls);
    try (Database database = Database.open(file, Limits.USUAL)) {
      Intake intake = Intake.of(database, store, () -> Playbook.DEFAULT);
      intake.releaseAll();
      Taken taken;
      do {
        taken = intake.take(SMALL);
      } while (taken.more() || taken.waiting() > 0);
      return true;
    } catch (IllegalStateException killed) {
      return false;
    } finally {
      store.failAfter(Long.MAX_VALUE);
    }
  }

  private void assertAllThere(Sql sql) {
    assertThat(sql.list("select position from event_rows order by 1", row -> row.number(1)))
        .isEqualTo(store.events().stream().map(it -> it.stamp().position()).toList());
    assertThat(sql.list("select name from facts order by 1", row -> row.text(1)))
        .isEqualTo(store.allFacts().stream().map(it -> it.name()).sorted().toList());
    assertThat(sql.list("select customer_id from customers order by 1", row -> row.text(1)))
        .isEqualTo(store.states().keySet().stream().map(CustomerId::toString).sorted().toList());
    assertThat(sql.number("select count(*) from events where customer_id is null")).isZero();
    assertThat(counts(sql, "select customer_id, events from customers"))
        .isEqualTo(counts(sql, "select customer_id, count(*) from events group by 1"));
  }

  private static Map<String, Long> counts(Sql sql, String question) {
    return new TreeMap<>(
        sql.list(question, row -> Map.entry(row.text(1), row.number(2))).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Test
  void orders_are_the_last_word_on_each() {
    CustomerId zoe =
        store.live("z", Messages.of("z", Messages.ordered("A1", item("7.00", 2), item("3.50", 1))));
    store.live(
        "z", Messages.of("z", Messages.refunded("A1", "R1", Messages.product("p7.00", "7.00", 1))));
    store.live("z", Messages.of("z", Messages.ordered("A2", item("1.00", 3))));
    try (Warehouse warehouse = open()) {
      warehouse.catchUp();
      List<String> orders =
          warehouse
              .readers()
              .read(sql ->
                  sql.list(
                      "select order_id, status, gross, refunded, net, items, channel, guest,"
                          + " customer_id from orders order by 1",
                      row ->
                          String.join(
                              " ",
                              row.text(1),
                              row.text(2),
                              row.text(3),
                              row.text(4),
                              row.text(5),
                              row.text(6),
                              row.text(7),
                              row.text(8),
                              row.text(9))));
      assertThat(orders)
          .containsExactly(
              "A1 partly-refunded 17.5000 7.0000 10.5000 2 web false " + zoe,
              "A2 placed 3.0000 0.0000 3.0000 1 web false " + zoe);
    }
  }

  private static habitue.model.Fields item(String price, long quantity) {
    return Messages.product("p" + price, price, quantity);
  }

  @Test
  void a_join_moves_no_event_and_leaves_nothing_of_the_loser() {
    CustomerId one = store.live("a", Messages.anonymous("a", Messages.viewed("p1")));
    CustomerId other = store.live("b", Messages.of("b", Messages.ordered("B1", item("5.00", 1))));
    try (Warehouse warehouse = open()) {
      warehouse.catchUp();
      store.join(one, other);
      warehouse.catchUp();
      warehouse
          .readers()
          .read(sql -> {
            assertAllThere(sql);
            assertThat(sql.list("select distinct customer_id from events", row -> row.text(1)))
                .containsExactly(other.toString());
            assertThat(sql.number("select count(*) from orders")).isEqualTo(1);
            return sql;
          });
    }
  }

  @Test
  void an_erased_customer_leaves_no_row_but_bare_events() {
    CustomerId gone = store.live("b", Messages.of("b", Messages.ordered("B1", item("5.00", 1))));
    try (Warehouse warehouse = open()) {
      warehouse.catchUp();
      store.erase(gone);
      warehouse.catchUp();
      Map<String, Long> counts = warehouse.rowCounts();
      assertThat(counts)
          .containsEntry("customers", 0L)
          .containsEntry("identifiers", 0L)
          .containsEntry("orders", 0L)
          .containsEntry("order_items", 0L)
          .containsEntry("facts", 0L);
    }
  }

  @Test
  void follows_by_itself_and_tells_its_lag() throws InterruptedException {
    try (Warehouse warehouse = open()) {
      store.live("b", Messages.of("b", Messages.viewed("p1")));
      for (int i = 0; i < 100 && warehouse.rowCounts().getOrDefault("events", 0L) == 0; i++) {
        Thread.sleep(100);
      }
      assertThat(warehouse.rowCounts()).containsEntry("events", 1L);
      assertThat(warehouse.lag().behind(java.time.Instant.now()).toSeconds()).isLessThan(5);
      assertThat(warehouse.lag().trouble()).isNull();
    }
  }

  @Test
  void a_gap_in_the_feed_is_named() {
    store.live("b", Messages.of("b", Messages.viewed("p1")));
    CustomerId b = store.live("b", Messages.of("b", Messages.viewed("p1")));
    store.release(b.slot(), 1);
    try (Database database = Database.create(folder.resolve("w.duckdb"), Limits.USUAL)) {
      Intake intake = Intake.of(database, store, () -> Playbook.DEFAULT);
      assertThatThrownBy(() -> intake.take(SMALL)).hasMessageContaining("misses changes");
    }
  }

  private Warehouse open() {
    return Warehouse.open(folder.resolve("w.duckdb"), store, WarehouseOptions.USUAL);
  }
}
