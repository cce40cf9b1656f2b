package habitue.engine.sell.orders;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Life.message;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.sell.orders.Order.Status;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private final Life life = new Life();

  private static Fields product(String id, int quantity, String price) {
    return said("product_id", id, "quantity", quantity, "price", new BigDecimal(price));
  }

  private static Fields order(String id, Fields... products) {
    return said("order_id", id, "products", List.of(products));
  }

  private Orders orders() {
    return life.state().orders();
  }

  private Order order(String id) {
    return orders().find(new OrderKey("uk", id)).orElseThrow();
  }

  private void completed(long minute, Source source, Fields said) {
    life.track(minutes(minute), source, "Order Completed", said);
  }

  private void refunded(long minute, Fields said) {
    life.track(minutes(minute), SHOP, "Order Refunded", said);
  }

  private String net(String id) {
    return order(id).sums().net().toString();
  }

  @Test
  void an_order_is_worth_its_lines_each_rounded_once() {
    completed(0, SHOP, order("1", product("a", 3, "0.335"), product("b", 1, "2")));
    assertThat(order("1").gross()).hasToString("3.01 GBP");
    assertThat(order("1").lines())
        .extracting(line -> line.share().minor())
        .containsExactly(101L, 200L);
    assertThat(orders().home().gross()).hasToString("3.01 GBP");
    assertThat(orders().count()).isEqualTo(1);
  }

  @Test
  void revenue_counts_first_then_subtotal_then_lines_then_total() {
    Fields all = said("revenue", 5, "subtotal", 6, "total", 9, "shipping", 2, "tax", 1);
    completed(0, SHOP, all.with("order_id", "1"));
    completed(1, SHOP, all.without("revenue").with("order_id", "2"));
    completed(2, SHOP, said("order_id", "3", "total", 9, "shipping", 2, "tax", 1));
    completed(3, SHOP, order("4", product("a", 2, "5")).with("discount", 3).with("total", 99));
    completed(
        4, SHOP, said("order_id", "5", "total", 9, "shipping", 2, "tax", 1, "tax_included", true));
    assertThat(List.of(net("1"), net("2"), net("3"), net("4"), net("5")))
        .containsExactly("5.00 GBP", "6.00 GBP", "6.00 GBP", "7.00 GBP", "7.00 GBP");
  }

  @Test
  void zero_prices_and_negative_quantities_are_lines_too() {
    completed(
        0, SHOP, order("1", product("a", 5, "0"), product("b", -2, "3"), product("c", 1, "10")));
    assertThat(net("1")).isEqualTo("4.00 GBP");
    assertThat(order("1").lines()).hasSize(3);
  }

  @Test
  void told_twice_it_is_one_order() {
    completed(0, SHOP, order("1", product("a", 1, "10")));
    completed(1, SHOP, order("1", product("a", 1, "10")));
    completed(2, WEB, order("1", product("a", 1, "99")));
    assertThat(orders().count()).isEqualTo(1);
    assertThat(orders().repeated()).isEqualTo(2);
    assertThat(net("1")).isEqualTo("10.00 GBP");
    assertThat(life.facts("Order Placed")).hasSize(1);
    assertThat(life.facts("Order Changed")).isEmpty();
  }

  @Test
  void a_server_s_version_wins_over_a_browser_s() {
    completed(0, WEB, order("1", product("a", 1, "99")));
    completed(1, SHOP, order("1", product("a", 1, "10")));
    assertThat(net("1")).isEqualTo("10.00 GBP");
    assertThat(order("1").placedAt()).isEqualTo(minutes(1));
    assertThat(orders().home().gross()).hasToString("10.00 GBP");
    assertThat(life.facts("Order Changed")).hasSize(1);
  }

  @Test
  void the_same_number_in_another_store_is_another_order() {
    var french = new Source(9, "fr", SHOP.trust(), "fr", "web");
    completed(0, SHOP, order("1", product("a", 1, "10")));
    completed(1, french, order("1", product("a", 1, "10")));
    assertThat(orders().count()).isEqualTo(2);
  }

  @Test
  void a_key_of_several_stores_tells_which_one_an_order_is_of() {
    var both = new Source(9, "both", SHOP.trust(), "", "web");
    for (String store : List.of("uk", "fr")) {
      completed(0, both, order("1", product("a", 1, "10")).with("store", store));
    }
    life.track(
        minutes(1), both, "Order Refunded", said("order_id", "1", "store", "fr", "revenue", 4));
    life.track(minutes(2), both, "Order Refunded", said("store", "fr", "revenue", 4));
    assertThat(orders().count()).isEqualTo(2);
    assertThat(net("1")).isEqualTo("10.00 GBP");
    assertThat(life.lastFact("Order Refunded").details().text("store")).contains("fr");
    assertThat(life.lastFact("Refund Without Order").details().text("store")).contains("fr");
  }

  @Test
  void an_update_replaces_the_lines_and_keeps_the_difference() {
    completed(0, SHOP, order("1", product("a", 1, "10")).with("coupon", "MAY"));
    life.track(minutes(5), SHOP, "Order Updated", order("1", product("a", 2, "10")));
    assertThat(net("1")).isEqualTo("20.00 GBP");
    assertThat(order("1").bill().coupon()).isEqualTo("MAY");
    assertThat(order("1").changes())
        .extracting(change -> change.difference().toString())
        .containsExactly("10.00 GBP");
    assertThat(life.lastFact("Order Changed").details().fields("change").number("difference"))
        .contains(new BigDecimal("10.00"));
  }

  @Test
  void of_two_updates_the_later_by_its_own_time_holds() {
    completed(0, SHOP, order("1", product("a", 1, "10")));
    life.track(minutes(9), SHOP, "Order Updated", order("1", product("a", 3, "10")));
    Fields late = order("1", product("a", 2, "10"));
    life.comes(
        minutes(10),
        minutes(5),
        SHOP,
        message("track", "event", "Order Updated", "properties", late));
    assertThat(net("1")).isEqualTo("30.00 GBP");
  }

  @Test
  void an_update_of_an_order_never_heard_of_places_it() {
    life.track(minutes(9), SHOP, "Order Updated", order("1", product("a", 3, "10")));
    completed(2, SHOP, order("1", product("a", 1, "10")));
    assertThat(net("1")).isEqualTo("30.00 GBP");
    assertThat(order("1").placedAt()).isEqualTo(minutes(2));
    assertThat(orders().count()).isEqualTo(1);
  }

  @Test
  void a_refund_of_a_line_gives_back_its_share() {
    completed(
        0, SHOP, order("1", product("a", 3, "10"), product("b", 1, "70")).with("revenue", 90));
    refunded(1, order("1", product("a", 1, "10")));
    assertThat(order("1").sums().refunded()).hasToString("9.00 GBP");
    refunded(2, order("1", said("product_id", "a")));
    assertThat(order("1").sums().refunded()).hasToString("27.00 GBP");
    assertThat(order("1").lines().getFirst().refundedQuantity()).isEqualByComparingTo("3");
    assertThat(order("1").status()).isEqualTo(Status.PARTLY_REFUNDED);
    assertThat(orders().home().net()).hasToString("63.00 GBP");
  }

  @Test
  void piece_by_piece_a_line_gives_back_exactly_itself() {
    completed(0, SHOP, order("1", product("a", 3, "3.3333")));
    for (int i = 1; i <= 4; i++) {
      refunded(i, order("1", product("a", 1, "3.3333")));
    }
    assertThat(order("1").sums().refunded()).hasToString("10.00 GBP");
    assertThat(order("1").returns().excess()).hasToString("3.33 GBP");
    assertThat(order("1").status()).isEqualTo(Status.REFUNDED);
  }

  @Test
  void of_two_lines_the_one_with_the_stated_price_comes_first() {
    completed(0, SHOP, order("1", product("a", 1, "10"), product("a", 1, "8")));
    refunded(1, order("1", product("a", 1, "8")));
    assertThat(order("1").lines())
        .extracting(line -> line.refunded().minor())
        .containsExactly(0L, 800L);
  }

  @Test
  void a_lower_price_than_ordered_leaves_the_fee_with_the_shop() {
    completed(0, SHOP, order("1", product("a", 2, "10")));
    refunded(1, order("1", product("a", 2, "9")));
    assertThat(net("1")).isEqualTo("2.00 GBP");
  }

  @Test
  void a_refund_by_amount_takes_that_and_no_more_than_is_left() {
    completed(0, SHOP, order("1", product("a", 1, "10")).with("shipping", 5).with("total", 15));
    refunded(1, said("order_id", "1", "total", 4));
    assertThat(net("1")).isEqualTo("6.00 GBP");
    refunded(2, said("order_id", "1", "total", -11));
    assertThat(net("1")).isEqualTo("0.00 GBP");
    assertThat(order("1").returns().excess()).hasToString("5.00 GBP");
  }

  @Test
  void a_refund_that_names_nothing_takes_all_that_is_left() {
    completed(0, SHOP, order("1", product("a", 1, "10"), product("b", 3, "1")));
    refunded(1, said("order_id", "1", "revenue", 5));
    refunded(2, said("order_id", "1"));
    assertThat(order("1").status()).isEqualTo(Status.REFUNDED);
    assertThat(order("1").lines())
        .extracting(line -> line.refunded().minor())
        .containsExactly(615L, 185L);
  }

  @Test
  void an_unreadable_amount_takes_nothing() {
    completed(0, SHOP, order("1", product("a", 1, "10")));
    refunded(1, said("order_id", "1", "total", "a lot"));
    assertThat(net("1")).isEqualTo("10.00 GBP");
    assertThat(orders().unreadable()).isEqualTo(1);
  }

  @Test
  void a_refund_told_twice_is_one() {
    completed(0, SHOP, order("1", product("a", 1, "10")));
    refunded(1, said("order_id", "1", "refund_id", "r1", "revenue", 3));
    refunded(2, said("order_id", "1", "refund_id", "r1", "revenue", 3));
    assertThat(net("1")).isEqualTo("7.00 GBP");
    assertThat(life.facts("Order Refunded")).hasSize(1);
  }

  @Test
  void a_refund_may_come_before_its_order() {
    refunded(0, order("1", product("a", 1, "10")).with("refund_id", "r1"));
    assertThat(orders().pending()).hasSize(1);
    completed(1, SHOP, order("1", product("a", 2, "10")));
    refunded(2, order("1", product("a", 1, "10")).with("refund_id", "r1"));
    assertThat(net("1")).isEqualTo("10.00 GBP");
    assertThat(orders().pending()).isEmpty();
    Fact fact = life.lastFact("Order Refunded");
    assertThat(fact.details().fields("refund").number("amount")).contains(new BigDecimal("10.00"));
    assertThat(life.facts())
        .extracting(Fact::name)
        .containsSequence("Order Placed", "Order Refunded");
  }

  @Test
  void a_refund_without_an_order_lowers_none_and_is_listed() {
    completed(0, SHOP, order("1", product("a", 1, "10")));
    refunded(1, said("products", List.of(product("a", 2, "10")), "refund_id", "r"));
    refunded(2, said("products", List.of(product("a", 2, "10")), "refund_id", "r"));
    refunded(3, said("total", 3, "currency", "EUR"));
    refunded(4, said());
    assertThat(orders().home().net()).hasToString("10.00 GBP");
    Unmatched unmatched = orders().unmatched();
    assertThat(unmatched.count()).isEqualTo(3);
    assertThat(unmatched.withoutAmount()).isEqualTo(1);
    assertThat(unmatched.amounts().values())
        .extracting(Object::toString)
        .containsExactly("3.00 EUR", "20.00 GBP");
    assertThat(life.facts("Refund Without Order")).hasSize(3);
    assertThat(life.facts("Refund Without Order").get(1).details().number("brand_amount"))
        .contains(new BigDecimal("2.55"));
  }

  @Test
  void what_waits_longest_for_its_order_gives_way() {
    for (int i = 0; i < Orders.PENDING + 3; i++) {
      refunded(i, said("order_id", "never-" + i, "revenue", 2));
    }
    assertThat(orders().pending()).hasSize(Orders.PENDING);
    assertThat(orders().unmatched().count()).isEqualTo(3);
  }

  @Test
  void a_cancellation_takes_what_refunds_left_in_either_order() {
    completed(0, SHOP, order("1", product("a", 1, "10")));
    life.track(minutes(1), SHOP, "Order Cancelled", said("order_id", "1"));
    assertThat(order("1").status()).isEqualTo(Status.CANCELLED);
    assertThat(order("1").sums().cancelled()).hasToString("10.00 GBP");
    refunded(2, said("order_id", "1", "revenue", 4));
    assertThat(order("1").sums().refunded()).hasToString("4.00 GBP");
    assertThat(order("1").sums().cancelled()).hasToString("6.00 GBP");
    assertThat(net("1")).isEqualTo("0.00 GBP");
    assertThat(life.facts("Order Cancelled")).hasSize(1);
  }

  @Test
  void a_cancellation_may_come_before_its_order() {
    life.track(minutes(0), SHOP, "Order Cancelled", said("order_id", "1"));
    completed(1, SHOP, order("1", product("a", 1, "10")));
    assertThat(order("1").status()).isEqualTo(Status.CANCELLED);
    assertThat(life.facts("Order Cancelled")).hasSize(1);
  }

  @Test
  void an_order_is_converted_at_its_own_day_and_so_are_its_refunds() {
    Fields euros = order("1", product("a", 1, "100")).with("currency", "EUR");
    life.track(days(0), SHOP, "Order Completed", euros);
    life.track(days(20), SHOP, "Order Completed", euros.with("order_id", "2"));
    life.track(days(21), SHOP, "Order Refunded", said("order_id", "1", "revenue", 50));
    assertThat(orders().home().gross()).hasToString("171.13 GBP");
    assertThat(orders().home().refunded()).hasToString("42.50 GBP");
    assertThat(orders().byCurrency().get("EUR"))
        .extracting(totals -> totals == null ? "" : totals.gross().toString())
        .isEqualTo("200.00 EUR");
  }

  @Test
  void without_a_rate_the_order_counts_and_its_amount_does_not() {
    life.track(
        days(0),
        SHOP,
        "Order Completed",
        said("order_id", "1", "revenue", 5000, "currency", "JPY"));
    assertThat(orders().count()).isEqualTo(1);
    assertThat(orders().withoutRate()).isEqualTo(1);
    assertThat(orders().home().gross().isZero()).isTrue();
    assertThat(orders().byCurrency()).containsOnlyKeys("JPY");
    assertThat(OrderFacts.read(life.lastFact("Order Placed").details()).brand()).isNull();
  }

  @Test
  void what_a_full_refund_leaves_in_the_brand_s_currency_is_nothing() {
    Fields odd = order("1", product("a", 3, "33.33")).with("currency", "USD");
    life.track(days(0), SHOP, "Order Completed", odd);
    for (int i = 1; i < 3; i++) {
      life.track(days(i), SHOP, "Order Refunded", order("1", product("a", 1, "33.33")));
    }
    life.track(days(5), SHOP, "Order Cancelled", said("order_id", "1"));
    assertThat(orders().home().net().isZero()).isTrue();
  }

  @Test
  void payments_by_gift_card_and_points_are_kept() {
    Fields payments =
        said("order_id", "1", "revenue", 30, "paid_by_points", 5)
            .with(
                "payments",
                new Value.Many(
                    List.of(
                        said("method", "gift_card", "amount", 10),
                        said("method", "gift_card", "amount", 2),
                        said("method", "card", "amount", 13))));
    completed(0, SHOP, payments);
    assertThat(order("1").bill().paidByGiftCard()).hasToString("12.00 GBP");
    assertThat(order("1").bill().paidByPoints()).hasToString("5.00 GBP");
  }

  @Test
  void an_order_without_a_number_is_an_order_of_its_own() {
    completed(0, SHOP, said("revenue", 3));
    completed(1, SHOP, said("revenue", 3));
    assertThat(orders().count()).isEqualTo(2);
  }

  @Test
  void rhythm_is_by_distinct_days_in_the_brand_s_zone() {
    for (long day : new long[] {0, 0, 7, 17, 60}) {
      life.track(days(day), SHOP, "Order Completed", said("order_id", "o" + life.facts().size()));
    }
    assertThat(orders().rhythm().intervals()).containsExactly(7L, 10L, 43L);
    assertThat(orders().rhythm().median()).contains(Duration.ofDays(10));
    assertThat(orders().rhythm().count()).isEqualTo(4);
    assertThat(orders().first()).isEqualTo(days(0));
    assertThat(orders().last()).contains(days(60));
  }

  @Test
  void sums_stay_exact_when_documents_give_way() {
    int count = Orders.KEPT + 50;
    for (int i = 0; i < count; i++) {
      life.track(
          days(i),
          SHOP,
          "Order Completed",
          order("o" + i, product("a", 1, "1.10"), product("b", 2, "2")));
    }
    life.track(days(1100), SHOP, "Order Refunded", order("o200", product("b", 1, "2")));
    life.track(days(1101), SHOP, "Order Refunded", said("order_id", "o201"));
    assertThat(orders().count()).isEqualTo(count);
    assertThat(orders().dropped()).isEqualTo(56);
    assertThat(orders().recent()).hasSize(18);
    assertThat(orders().older()).hasSize(976);
    assertThat(orders().older()).allMatch(order -> order.lines().isEmpty());
    assertThat(orders().home().gross()).hasToString("5355.00 GBP");
    assertThat(orders().home().refunded()).hasToString("7.10 GBP");
    assertThat(orders().first()).isEqualTo(days(0));
    assertThat(orders().rhythm().count()).isEqualTo(count);
    assertThat(orders().rhythm().days()).hasSize(Rhythm.DAYS);
  }

  @Test
  void lines_beyond_the_bound_are_left_to_the_journal() {
    for (int i = 0; i < 5; i++) {
      Fields[] products = new Fields[150];
      for (int line = 0; line < products.length; line++) {
        products[line] = product("p" + line, 1, "1");
      }
      completed(i, SHOP, order("o" + i, products));
    }
    assertThat(orders().recent())
        .extracting(Order::linesKept)
        .containsExactly(false, false, false, true, true);
    Fields placed = life.facts("Order Placed").getFirst().details();
    assertThat(placed.list("lines")).hasSize(150);
    refunded(9, order("o0", product("p1", 1, "1")));
    Fields later = life.lastFact("Order Refunded").details();
    assertThat(later.flag("lines_kept")).contains(false);
    assertThat(later.value("lines")).isEmpty();
    assertThat(later.fields("refund").list("lines")).hasSize(1);
    assertThat(net("o0")).isEqualTo("149.00 GBP");
  }

  @Test
  void a_fact_reads_back_as_the_order_it_tells() {
    Fields full =
        order("1", product("a", 3, "9.99"), product("b", 1, "5"))
            .with("currency", "EUR")
            .with("shipping", 4)
            .with("tax", "3.20")
            .with("discount", 2)
            .with("total", "38.17")
            .with("coupon", "MAY");
    completed(0, SHOP, full);
    refunded(1, order("1", product("a", 1, "9.99")));
    OrderDocument document = OrderDocument.of(order("1"));
    assertThat(OrderFacts.read(life.lastFact("Order Refunded").details())).isEqualTo(document);
    assertThat(OrderFacts.read(OrderFacts.write(document))).isEqualTo(document);
  }

  @Test
  void odd_messages_change_nothing_and_never_throw() {
    Fields odd =
        said(
            "order_id",
            "1",
            "products",
            List.of("x", 3, said("quantity", "many", "price", "1e99999")),
            "revenue",
            said("a", 1),
            "currency",
            "moon",
            "tax_included",
            "perhaps");
    for (String name :
        List.of("Order Completed", "Order Updated", "Order Refunded", "Order Cancelled")) {
      life.track(minutes(0), SHOP, name, odd);
      life.track(minutes(0), SHOP, name, said());
    }
    assertThat(orders().unreadable()).isPositive();
    assertThat(orders().home().gross().isZero()).isTrue();
  }
}
