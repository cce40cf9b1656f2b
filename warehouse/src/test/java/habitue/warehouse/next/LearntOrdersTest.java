package habitue.warehouse.next;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerState;
import habitue.engine.sell.orders.Line;
import habitue.engine.sell.orders.Order;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.IdentifierType;
import habitue.model.Mode;
import habitue.model.Reality;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.warehouse.FakeStore;
import habitue.warehouse.Messages;
import habitue.warehouse.SeededShop;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearntOrdersTest {
  private static final Instant START = Instant.parse("2025-06-01T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

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

  private CustomerId buys(String who, int day, String... things) {
    Fields[] products = new Fields[things.length];
    for (int i = 0; i < things.length; i++) {
      products[i] = thing(things[i]);
    }
    Instant at = START.plus(Duration.ofDays(day));
    return store.history(who, at, Messages.of(who, Messages.ordered(who + "-" + day, products)));
  }

  /** Such as pan-3: the third of the pans. */
  private static Fields thing(String id) {
    String category = id.substring(0, id.indexOf('-'));
    return Messages.product(id, "5.00", 1)
        .with("name", "The " + id)
        .with("category", Character.toUpperCase(category.charAt(0)) + category.substring(1) + "s");
  }

  /**
   * Forty who buy a pan and come back: 31 for a lid, the others for a book; and twenty who come
   * back from a book for a pan.
   */
  private void shop() {
    for (int i = 0; i < 40; i++) {
      buys("u" + i, 0, "pan-" + i % 4);
      buys("u" + i, 32, i < 31 ? "lid-" + i % 4 : "book-1");
    }
    for (int i = 0; i < 20; i++) {
      buys("v" + i, 0, "book-2");
      buys("v" + i, 20, "pan-3");
    }
  }

  private void takeAll() {
    store.states().keySet().forEach(store::refold);
    warehouse.catchUp();
  }

  private Next next(CustomerId customer) {
    LearntOrders orders = warehouse.learntOrders();
    return orders.next(orders.learn(NOW), customer, Instant.EPOCH, Set.of(), 10);
  }

  @Test
  void categories_products_and_the_path_come_with_their_reasons() {
    shop();
    CustomerId ada = buys("ada", 100, "pan-1");
    takeAll();
    Next next = next(ada);
    assertThat(next.categories().getFirst().name()).isEqualTo("Lids");
    assertThat(next.categories().getFirst().because())
        .containsExactly(new Reason.Followed("Pans", 31, 40));
    assertThat(next.path().getFirst().name()).isEqualTo("Lids");
    assertThat(next.path()).hasSize(3);
    assertThat(next.products())
        .filteredOn(each -> each.key().equals("lid-1"))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.name()).isEqualTo("The lid-1");
          // Of the eleven who bought this pan, ada among them, eight took its lid.
          assertThat(each.because()).startsWith(new Reason.Together("The pan-1", 8, 11));
        });
    assertThat(warehouse.learntOrders().last().orElseThrow().customers()).isEqualTo(61);
  }

  @Test
  void what_they_buy_again_says_how_often() {
    shop();
    CustomerId ada = buys("ada", 0, "pan-1");
    for (int i = 1; i < 4; i++) {
      buys("ada", 32 * i, "pan-1");
    }
    takeAll();
    assertThat(next(ada).products())
        .filteredOn(each -> each.key().equals("pan-1"))
        .singleElement()
        .satisfies(
            each -> assertThat(each.because()).containsExactly(new Reason.Repeated(4, 4, 32)));
  }

  @Test
  void nothing_is_told_from_what_was_for_somebody_else() {
    shop();
    CustomerId ada = buys("ada", 0, "pan-1");
    buys("ada", 32, "lid-1");
    buys("ada", 64, "book-1", "pan-1");
    takeAll();
    LearntOrders orders = warehouse.learntOrders();
    Learnt learnt = orders.learn(NOW);
    Next next = orders.next(learnt, ada, Instant.EPOCH, Set.of("Books", "The lid-1"), 10);
    assertThat(next.products())
        .filteredOn(each -> each.key().equals("pan-1"))
        .singleElement()
        .satisfies(
            each -> assertThat(each.because()).containsExactly(new Reason.Repeated(2, 2, 64)));
    assertThat(next.categories().getFirst().because())
        .containsExactly(new Reason.Followed("Pans", 32, 41));
    Set<String> all = Set.of("Books", "Pans", "lid-1");
    assertThat(orders.next(learnt, ada, Instant.EPOCH, all, 10).isEmpty()).isTrue();
  }

  @Test
  void who_bought_nothing_or_nothing_that_may_be_read_is_told_nothing() {
    shop();
    CustomerId looks = store.live("eve", Messages.of("eve", Messages.viewed("pan-1")));
    CustomerId ada = buys("ada", 100, "pan-1");
    takeAll();
    assertThat(next(looks).isEmpty()).isTrue();
    LearntOrders orders = warehouse.learntOrders();
    Instant later = START.plus(Duration.ofDays(101));
    assertThat(orders.next(orders.at(NOW), ada, later, Set.of(), 10).isEmpty()).isTrue();
  }

  @Test
  void too_few_orders_tell_nothing() {
    for (int i = 0; i < 29; i++) {
      buys("u" + i, 0, "pan-1");
      buys("u" + i, 1, "lid-1");
    }
    CustomerId ada = buys("ada", 3, "pan-1");
    takeAll();
    assertThat(warehouse.learntOrders().learn(NOW).tells()).isFalse();
    assertThat(next(ada)).isEqualTo(Next.NOTHING);
    buys("ada", 4, "lid-1");
    takeAll();
    assertThat(warehouse.learntOrders().learn(NOW).tells()).isTrue();
    assertThat(next(ada).isEmpty()).isFalse();
  }

  @Test
  void who_objected_teaches_nothing() {
    shop();
    takeAll();
    assertThat(warehouse.learntOrders().learn(NOW).customers()).isEqualTo(60);
    store.live(
        "u0",
        Messages.of(
            "u0",
            Messages.track("Consent Withdrawn", Fields.of("purpose", Value.of("personalise")))));
    takeAll();
    assertThat(warehouse.learntOrders().learn(NOW).customers()).isEqualTo(59);
  }

  @Test
  void tests_and_bots_teach_nothing() {
    shop();
    for (Reality reality : List.of(Reality.TEST, Reality.BOT, Reality.INTERNAL)) {
      String who = "not real " + reality;
      store.accept(
          who,
          Messages.of(who, Messages.ordered(who, thing("pan-1"))),
          START,
          Mode.HISTORY,
          reality,
          FakeStore.WEB);
    }
    takeAll();
    assertThat(warehouse.learntOrders().learn(NOW).customers()).isEqualTo(60);
  }

  @Test
  void nothing_is_concluded_from_what_is_sensitive() {
    shop();
    for (int i = 0; i < 40; i++) {
      store.history(
          "u" + i,
          START.plus(Duration.ofDays(40)),
          Messages.of(
              "u" + i,
              Messages.ordered(
                  "s" + i, Messages.product("p" + i % 2, "9.00", 1).with("name", "HIV test"))));
    }
    takeAll();
    LearntOrders orders = warehouse.learntOrders();
    Learnt learnt = orders.learn(NOW);
    assertThat(Playbook.DEFAULT.sensitive().allows("HIV test", 0)).isFalse();
    for (CustomerId customer : store.states().keySet()) {
      Next next = orders.next(learnt, customer, Instant.EPOCH, Set.of(), 50);
      assertThat(next.products()).extracting(Likely::key).doesNotContain("p0", "p1");
      assertThat(next.categories()).extracting(Likely::key).doesNotContain("Things");
    }
  }

  @Test
  void lines_are_those_of_orders_that_stand_as_the_engine_has_them() {
    var shop = new SeededShop(store, 23);
    shop.past(100, 10);
    takeAll();
    var expected = new ArrayList<String>();
    store.states().values().stream()
        .filter(LearntOrdersTest::known)
        .forEach(state -> expected.addAll(lines(state)));
    var found = new ArrayList<String>();
    warehouse
        .readers()
        .read(sql -> {
          for (int slice = 0; slice < 3; slice++) {
            Bought.each(
                sql,
                3,
                slice,
                each -> found.add(each.customer() + " " + each.day() + " " + each.product()));
          }
          return 0;
        });
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).hasSizeGreaterThan(200);
  }

  private static boolean known(CustomerState state) {
    return state.profile().identifiers().stream()
        .anyMatch(each -> each.identifier().type() == IdentifierType.USER_ID);
  }

  private static Set<String> lines(CustomerState state) {
    var lines = new TreeSet<String>();
    state
        .orders()
        .kept()
        .filter(order ->
            order.status() != Order.Status.CANCELLED && order.status() != Order.Status.REFUNDED)
        .forEach(order -> order.lines().forEach(line -> add(lines, state, order, line)));
    return lines;
  }

  private static void add(Set<String> lines, CustomerState state, Order order, Line line) {
    if (line.quantity().compareTo(line.refundedQuantity()) > 0) {
      lines.add(state.id() + " " + order.day().toEpochDay() + " " + line.product().key());
    }
  }

  @Test
  void of_a_large_base_a_part_is_read() {
    shop();
    takeAll();
    var part = new LearntOrders(warehouse.readers(), () -> Playbook.DEFAULT, 20, 10);
    assertThat(part.learn(NOW).customers()).isBetween(5, 35);
  }

  @Test
  void what_was_learnt_holds_for_two_days() {
    shop();
    takeAll();
    LearntOrders orders = warehouse.learntOrders();
    assertThat(orders.last()).isEmpty();
    Learnt first = orders.at(NOW);
    assertThat(orders.at(NOW.plus(Duration.ofDays(1)))).isSameAs(first);
    assertThat(orders.at(NOW.plus(Duration.ofDays(3)))).isNotSameAs(first);
    assertThat(orders.last().orElseThrow().at()).isEqualTo(NOW.plus(Duration.ofDays(3)));
  }
}
