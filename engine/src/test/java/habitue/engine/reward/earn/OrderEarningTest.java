package habitue.engine.reward.earn;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.reward.Member;
import habitue.engine.reward.ledger.Account;
import habitue.model.Fields;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How often an order is decided on, and what of what it earned goes back. */
class OrderEarningTest {
  private static final String PLAIN = "order: {spend: 1 per 1}";

  private Life life = known(PLAIN);

  /** Of someone who said who they are, in a programme with these rules. */
  private static Life known(String... rules) {
    Fields who = Life.message("identify", "userId", "u1");
    return Life.by(files(rules)).happens(START.minusSeconds(60), SHOP, who);
  }

  private static Map<String, String> files(String... rules) {
    return Map.of("loyalty.yaml", club(rules));
  }

  private static String club(String... rules) {
    return """
    loyalty:
      club:
        counts from: 2026-01-01
        exclude: customer.traits.staff == true
        tiers: {ladder: {bronze: 0, silver: 100}}
        earn:
          %s
    """
        .formatted(String.join("\n      ", rules));
  }

  private void published(String... rules) {
    life.published(files(rules));
  }

  private static Fields line(String product, Object price) {
    return line(product, price, "Books");
  }

  private static Fields line(String product, Object price, String category) {
    return said("product_id", product, "quantity", 1, "price", price, "category", category);
  }

  private static Fields order(String id, Fields... lines) {
    return said("order_id", id, "products", Arrays.asList((Object[]) lines));
  }

  private static Fields refund(String id, Object amount) {
    return said("order_id", id, "amount", amount);
  }

  private void told(int day, String name, Fields said) {
    life.passes(days(day)).track(days(day), SHOP, name, said);
    member().ledger().prove();
  }

  private void ordered(int day, String id, Fields... lines) {
    told(day, "Order Completed", order(id, lines));
  }

  /** So many more that the lines of those before are no longer kept. */
  private long pushedOut(int day, int orders) {
    for (int i = 0; i < orders; i++) {
      ordered(day, "later" + i, line("pin", 1, "Pins"));
    }
    return active();
  }

  private Member member() {
    return life.state().book().member("club").orElse(Member.joined(START));
  }

  private long active() {
    return member().ledger().balances().of(Account.ACTIVE);
  }

  private long pending() {
    return member().ledger().balances().of(Account.PENDING);
  }

  @Test
  void an_old_order_told_again_earns_nothing_more_and_grows_by_what_is_new_of_it() {
    ordered(0, "old", line("pan", 10));
    long before = pushedOut(1, 30);
    ordered(2, "old", line("pan", 10));
    told(2, "Order Updated", said("order_id", "old", "note", "shipped"));
    assertThat(active()).isEqualTo(before);
    told(3, "Order Updated", order("old", line("pan", 10), line("pot", 5)));
    assertThat(active()).isEqualTo(before + 5);
    told(4, "Order Updated", order("old", line("pan", 10)));
    assertThat(active()).isEqualTo(before);
    told(5, "Order Cancelled", said("order_id", "old"));
    assertThat(active()).isEqualTo(before - 10);
  }

  @Test
  void an_order_is_not_decided_again_by_the_rules_of_now() {
    ordered(0, "o1", line("pan", 50));
    published(
        "order: {spend: 2 per 1}",
        "launch: {on: Order Completed, points: 1000}",
        "books: {spend: 1 per 1, only: event.product.category == \"Books\"}");
    told(1, "Order Updated", said("order_id", "o1", "note", "shipped"));
    ordered(2, "o1", line("pan", 50));
    assertThat(active()).isEqualTo(50);
    told(3, "Order Updated", order("o1", line("pan", 50), line("pot", 9)));
    assertThat(active()).isEqualTo(50 + 2 * 9 + 9);
    ordered(4, "o2", line("pan", 10));
    assertThat(active()).isEqualTo(77 + 20 + 1000 + 10);
    told(5, "Order Cancelled", said("order_id", "o1"));
    assertThat(active()).isEqualTo(20 + 1000 + 10);
  }

  @Test
  void a_tier_that_an_order_led_to_does_not_pay_that_order() {
    life = known(PLAIN, "twice: {spend: 1 per 1, when: customer.loyalty.tier == \"silver\"}");
    ordered(0, "o1", line("pan", 150));
    ordered(1, "o1", line("pan", 150));
    told(1, "Order Updated", said("order_id", "o1", "note", "shipped"));
    assertThat(active()).isEqualTo(150);
    ordered(2, "o2", line("pan", 10));
    assertThat(active()).isEqualTo(170);
  }

  @Test
  void what_was_decided_as_earning_nothing_earns_nothing_later() {
    life.happens(
        START, SHOP, Life.message("identify", "userId", "u1", "traits", said("staff", true)));
    ordered(0, "o1", line("pan", 50));
    assertThat(active()).isZero();
    life.happens(
        days(1), SHOP, Life.message("identify", "userId", "u1", "traits", said("staff", false)));
    ordered(2, "o1", line("pan", 50));
    told(2, "Order Updated", order("o1", line("kettle", 50)));
    assertThat(active()).isZero();
    told(3, "Order Updated", order("o1", line("kettle", 50), line("pot", 7)));
    assertThat(active()).isEqualTo(7);
  }

  @Test
  void an_order_of_a_browser_is_new_once_a_trusted_source_tells_it() {
    life = known(PLAIN, "any: {spend: 1 per 10, source: any}");
    life.track(START, WEB, "Order Completed", order("o1", line("pan", 40)));
    assertThat(active()).isEqualTo(4);
    ordered(1, "o1", line("pan", 40));
    assertThat(active()).isEqualTo(44);
  }

  @Test
  void a_fixed_award_comes_with_the_first_line_that_it_asks_for() {
    life =
        known("book: {on: Order Completed, points: 5, only: event.product.category == \"Books\"}");
    ordered(0, "o1", line("rake", 10, "Garden"));
    assertThat(active()).isZero();
    told(1, "Order Updated", order("o1", line("rake", 10, "Garden"), line("tale", 3)));
    told(2, "Order Updated", order("o1", line("rake", 10, "Garden"), line("tale", 4)));
    assertThat(active()).isEqualTo(5);
  }

  @Test
  void points_that_rounding_left_out_come_with_what_makes_them_whole() {
    life = known("order: {spend: 1 per 10}");
    ordered(0, "o1", line("pan", 95));
    told(1, "Order Updated", order("o1", line("pan", 96)));
    assertThat(active()).isEqualTo(9);
    told(2, "Order Updated", order("o1", line("pan", 100)));
    assertThat(active()).isEqualTo(10);
    ordered(3, "o2", line("a", 5), line("b", 5));
    told(4, "Order Updated", order("o2", line("a", 5), line("c", 5)));
    assertThat(active()).isEqualTo(11);
    ordered(5, "o3", line("a", 5));
    told(6, "Order Updated", order("o3", line("a", 5), line("b", 5)));
    assertThat(active()).isEqualTo(12);
  }

  @Test
  void what_a_rule_gave_goes_back_though_it_is_renamed_moved_or_gone() {
    ordered(0, "o1", line("pan", 50));
    published("orders: {spend: 1 per 1}");
    told(1, "Order Refunded", refund("o1", 20));
    assertThat(active()).isEqualTo(30);
    published("order: {on: Product Reviewed, points: 1, limit: 1 per 1d}");
    told(2, "Order Cancelled", said("order_id", "o1"));
    assertThat(active()).isZero();
  }

  @Test
  void what_a_programme_gave_goes_back_though_the_programme_is_gone() {
    life = known("order: {spend: 1 per 1, pending: delivered}");
    ordered(0, "o1", line("pan", 50));
    life.published(Map.of());
    told(1, "Order Refunded", refund("o1", 20));
    told(2, "Order Delivered", said("order_id", "o1"));
    ordered(2, "o2", line("pan", 50));
    assertThat(active()).isEqualTo(30);
    published(PLAIN);
    told(3, "Order Updated", said("order_id", "o1", "note", "shipped"));
    assertThat(active()).isEqualTo(30);
  }

  @Test
  void amounts_given_back_take_points_in_proportion_and_the_last_takes_the_rest() {
    Fields[] ten = new Fields[10];
    Arrays.setAll(ten, i -> line("p" + i, 1));
    ordered(0, "o1", ten);
    told(1, "Order Refunded", refund("o1", 4));
    assertThat(active()).isEqualTo(6);
    told(2, "Order Refunded", refund("o1", 2));
    assertThat(active()).isEqualTo(4);
    told(3, "Order Refunded", order("o1", line("p9", 1)));
    assertThat(active()).isEqualTo(3);
    told(4, "Order Refunded", refund("o1", 3));
    assertThat(active()).isZero();
  }

  @Test
  void an_award_is_rounded_once_and_not_by_its_lines() {
    life = known("order: {spend: 1 per 10}");
    ordered(0, "o1", line("a", 20), line("b", 20), line("c", 20), line("d", 20), line("e", 20));
    for (int left = 8; left >= 0; left -= 2) {
      told(1, "Order Refunded", refund("o1", 20));
      assertThat(active()).isEqualTo(left);
    }
  }

  @Test
  void what_was_delivered_before_it_was_told_or_grew_waits_for_nothing() {
    life = known("order: {spend: 1 per 1, pending: delivered}");
    told(0, "Order Delivered", said("order_id", "o1"));
    ordered(1, "o1", line("pan", 50));
    assertThat(active()).isEqualTo(50);
    ordered(2, "o2", line("pan", 10));
    life.track(days(3), WEB, "Order Delivered", said("order_id", "o2"));
    assertThat(pending()).isEqualTo(10);
    told(3, "Order Delivered", said("order_id", "o2"));
    told(4, "Order Updated", order("o2", line("pan", 10), line("pot", 5)));
    assertThat(active()).isEqualTo(65);
    assertThat(pending()).isZero();
  }

  @Test
  void a_gift_card_pays_each_rule_s_share_of_the_order() {
    life =
        known(
            "books: {spend: 1 per 1, only: event.product.category == \"Books\"}",
            "shoes: {spend: 1 per 1, only: event.product.category == \"Shoes\"}");
    Fields both = order("o1", line("tale", 50), line("boot", 50, "Shoes"));
    told(0, "Order Completed", both.with("paid_by_gift_card", 30));
    assertThat(active()).isEqualTo(70);
  }

  @Test
  void a_line_of_an_older_order_goes_back_by_its_name() {
    String books = "books: {spend: 1 per 1, only: event.product.category == \"Books\"}";
    life = known(books);
    ordered(0, "o1", line("tale", 10), line("song", 20), line("rake", 90, "Garden"));
    assertThat(pushedOut(1, 30)).isEqualTo(30);
    told(2, "Order Refunded", order("o1", line("rake", 90, "Garden")));
    told(2, "Order Updated", said("order_id", "o1", "note", "back"));
    assertThat(active()).isEqualTo(30);
    told(3, "Order Refunded", order("o1", line("tale", 10)));
    assertThat(active()).isEqualTo(20);
    told(4, "Order Refunded", refund("o1", 5));
    assertThat(active()).isEqualTo(15);
    told(5, "Order Cancelled", said("order_id", "o1"));
    assertThat(active()).isZero();
  }

  @Test
  void a_line_of_an_older_order_that_comes_back_twice_takes_nothing_of_the_others() {
    ordered(0, "o1", line("tale", 10), line("song", 10));
    long before = pushedOut(1, 30);
    told(2, "Order Refunded", order("o1", line("tale", 10)));
    told(3, "Order Refunded", order("o1", line("tale", 10)));
    assertThat(active()).isEqualTo(before - 10);
    told(4, "Order Refunded", order("o1", line("song", 10)));
    assertThat(active()).isEqualTo(before - 20);
  }

  @Test
  void what_came_back_by_name_is_known_once_the_lines_are_not() {
    life = known("books: {spend: 1 per 1, only: event.product.category == \"Books\"}");
    ordered(0, "o1", line("tale", 10), line("rake", 90, "Garden"));
    told(1, "Order Refunded", order("o1", line("rake", 90, "Garden")));
    pushedOut(2, 30);
    told(3, "Order Updated", said("order_id", "o1", "note", "back"));
    assertThat(active()).isEqualTo(10);
  }

  @Test
  void a_line_that_came_back_wholly_keeps_no_points_whatever_was_given_for_it() {
    ordered(0, "o1", line("pan", 40), line("pot", 60));
    told(1, "Order Refunded", order("o1", line("pan", 30)));
    assertThat(active()).isEqualTo(60);
    Fields pair = said("product_id", "cup", "quantity", 2, "price", 20);
    ordered(2, "o2", pair);
    told(3, "Order Refunded", order("o2", said("product_id", "cup", "quantity", 1, "price", 15)));
    assertThat(active()).isEqualTo(60 + 25);
  }

  @Test
  void an_award_beyond_all_bounds_is_refused_in_words() {
    life = known("order: {spend: 1000000 per 1}".replace("1000000", "999999"));
    ordered(0, "o1", line("island", new BigDecimal("990000000000")));
    assertThat(active()).isZero();
    Fields refused = life.lastFact("Points Refused").details();
    assertThat(refused.text("order")).contains("uk/o1");
    assertThat(refused.text("budget")).isEmpty();
    told(1, "Order Updated", said("order_id", "o1", "note", "paid"));
    assertThat(life.facts("Points Refused")).hasSize(1);
    ordered(2, "o2", line("pan", 1_000));
    assertThat(active()).isEqualTo(999_999_000);
  }
}
