package habitue.warehouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.warehouse.FakeStore;
import habitue.warehouse.Messages;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import habitue.warehouse.report.Duplicates.Reason;
import habitue.warehouse.report.Volumes.Change;
import habitue.warehouse.report.Volumes.Line;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopPagesTest {
  @TempDir private Path folder;
  private final FakeStore store = new FakeStore();
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w.duckdb"), store, WarehouseOptions.USUAL);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void happenings_name_the_customer_and_the_amount() {
    var happenings = new Happenings(warehouse.readers());
    store.live("1", Messages.identify("1", Fields.of("name", Value.of("<b>Ann</b>"))));
    warehouse.catchUp();
    long seen = happenings.latest();
    CustomerId ann =
        store.live("1", Messages.of("1", Messages.ordered("A1", Messages.product("p", "6.50", 2))));
    warehouse.catchUp();
    List<Happenings.Happening> news = happenings.since(seen, 50);
    assertThat(news)
        .extracting(Happenings.Happening::name)
        .contains("Order Completed", "Order Placed");
    assertThat(news)
        .allMatch(it -> ann.equals(it.customer()) && "<b>Ann</b>".equals(it.customerName()));
    assertThat(news)
        .filteredOn(it -> it.name().equals("Order Placed"))
        .singleElement()
        .satisfies(it -> assertThat(it.amount()).isEqualByComparingTo("13.00"));
    assertThat(happenings.since(happenings.latest(), 50)).isEmpty();
    assertThat(happenings.newest(Instant.now().plus(Duration.ofDays(4000)), 3)).hasSize(3);
  }

  @Test
  void what_a_refold_states_again_is_no_news() {
    CustomerId ann = store.live("1", Messages.of("1", Messages.viewed("p")));
    warehouse.catchUp();
    var happenings = new Happenings(warehouse.readers());
    long seen = happenings.latest();
    store.refold(ann);
    warehouse.catchUp();
    assertThat(happenings.since(seen, 50)).isEmpty();
  }

  @Test
  void shapes_tell_types_and_what_is_new_this_week() {
    Instant now = store.clock();
    for (int day = 60; day > 0; day--) {
      store.history(
          "1", now.minus(Duration.ofDays(day)), Messages.of("1", Messages.viewed("p" + day)));
    }
    store.live("1", Messages.of("1", Messages.track("Wishlist Shared", Fields.NONE)));
    store.live(
        "1",
        Messages.of(
            "1",
            Messages.track(
                "Product Viewed", Fields.of("price", Value.of("a lot")).with("colour", "red"))));
    warehouse.catchUp();
    var volumes = new Volumes(warehouse.readers());
    LocalDate today = LocalDate.ofInstant(now, FakeStore.BRAND.zone());
    assertThat(volumes.events(today))
        .extracting(Line::event, Line::total, Line::change)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Product Viewed", 61L, null),
            org.assertj.core.groups.Tuple.tuple("Wishlist Shared", 1L, Change.NEW_EVENT));
    assertThat(volumes.changed(today))
        .extracting(it -> it.event() + " " + it.path() + " " + it.type() + " " + it.change())
        .containsExactly(
            "Product Viewed colour text NEW_PROPERTY",
            "Product Viewed price text NEW_TYPE",
            "Wishlist Shared  event NEW_EVENT");
    assertThat(volumes.days(today.minusDays(2), today, null))
        .extracting(Volumes.Day::count)
        .containsExactly(1L, 1L, 2L);
  }

  @Test
  void shapes_are_bounded_whatever_a_client_sends() {
    for (int i = 0; i < 30; i++) {
      Fields wild = Fields.NONE;
      for (int j = 0; j < 100; j++) {
        wild =
            wild.with(
                "p" + i + "_" + j, Fields.of("a", Fields.of("b", Fields.of("c", Value.of(1)))));
      }
      store.live("1", Messages.of("1", Messages.track("Wild", wild)));
    }
    warehouse.catchUp();
    warehouse
        .readers()
        .read(sql -> {
          assertThat(sql.number("select count(distinct path) from shapes where event = 'Wild'"))
              .isEqualTo(2_000 + 2);
          assertThat(sql.number("select sum(count)::bigint from shapes where path = '(others)'"))
              .isPositive();
          assertThat(sql.number("select count(*) from shapes where path like '%.c'")).isZero();
          return sql;
        });
  }

  @Test
  void duplicates_are_told_with_their_reasons() {
    CustomerId one = person("1", "Ann Other", "ann@example.org", "SW1A 1AA");
    CustomerId two = person("2", "ann OTHER", "ANN@example.org", "sw1a1aa");
    person("3", "Bob", "bob@example.org", "SW1A 1AA");
    for (int i = 10; i < 20; i++) {
      person("" + i, "Many " + i, "info@example.org", "" + i);
    }
    warehouse.catchUp();
    var duplicates = new Duplicates(warehouse.readers());
    assertThat(duplicates.pairs(10)).hasSize(1);
    assertThat(duplicates.count()).isEqualTo(1);
    assertThat(duplicates.of(two).getFirst())
        .satisfies(pair ->
            assertThat(List.of(pair.one(), pair.other())).containsExactlyInAnyOrder(one, two))
        .satisfies(pair ->
            assertThat(pair.reasons())
                .containsExactly(Reason.SAME_EMAIL, Reason.SAME_NAME_AND_POSTCODE));
  }

  private CustomerId person(String userId, String name, String email, String postcode) {
    return store.live(
        userId,
        Messages.identify(
            userId,
            Fields.of("name", Value.of(name))
                .with("email", email)
                .with("address", Fields.of("postalCode", Value.of(postcode)))));
  }
}
