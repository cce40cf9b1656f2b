package habitue.engine.reward.earn;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.RewardFacts;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Lot;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a programme gives for what people do, and takes back. */
class EarningTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          earn:
            order: {spend: 1 per 1, except: event.product.category == "Gift Cards"}
            big: {on: Order Completed, when: event.order.net > 3 * customer.orders.median, points: 25}
            review: {on: Product Reviewed, points: 50, limit: 2 per 30d}
          expires: 365d
          tiers: {ladder: {bronze: 0, silver: 200, gold: 1000}}
      """;

  private Life life = known(CLUB);

  /** Of someone who said who they are. */
  private static Life known(String loyalty) {
    Fields who = Life.message("identify", "userId", "u1");
    return life(loyalty).happens(START.minusSeconds(60), SHOP, who);
  }

  private static Life life(String loyalty) {
    return Life.by(Map.of("loyalty.yaml", loyalty));
  }

  private static Fields line(String product, int price) {
    return said("product_id", product, "quantity", 1, "price", price, "category", "Kitchen");
  }

  private static Fields order(String id, Fields... lines) {
    return said("order_id", id, "products", Arrays.asList((Object[]) lines));
  }

  private void told(int day, String name, Fields said) {
    life.passes(days(day)).track(days(day), SHOP, name, said);
    member().ledger().prove();
  }

  private Member member() {
    return life.state().book().member("club").orElse(Member.joined(START));
  }

  private long active() {
    return in(Account.ACTIVE);
  }

  private long in(Account account) {
    return member().ledger().balances().of(account);
  }

  private List<String> told() {
    return life.facts().stream()
        .filter(fact -> fact.name().startsWith("Points"))
        .map(fact -> fact.name() + " " + fact.details().number("points").orElseThrow())
        .toList();
  }

  @Test
  void an_order_earns_by_its_lines_and_a_refund_takes_back_that_lines_points() {
    told(0, "Order Completed", order("o1", line("pan", 40), line("pot", 60)));
    assertThat(active()).isEqualTo(100);
    told(1, "Order Refunded", order("o1", line("pan", 40)));
    assertThat(active()).isEqualTo(60);
    told(2, "Order Refunded", said("order_id", "o1", "amount", 30));
    assertThat(active()).isEqualTo(30);
    told(3, "Order Cancelled", said("order_id", "o1"));
    assertThat(active()).isZero();
    assertThat(in(Account.REVERSED)).isEqualTo(100);
    assertThat(told())
        .containsExactly(
            "Points Granted 100",
            "Points Activated 100",
            "Points Reversed 40",
            "Points Reversed 30",
            "Points Reversed 30");
  }

  @Test
  void what_became_of_points_is_told_by_the_awards_they_are_of() {
    told(0, "Order Completed", order("o1", line("pan", 40)));
    told(100, "Order Completed", order("o2", line("pot", 60)));
    told(101, "Order Refunded", said("order_id", "o2", "amount", 20));
    life.passes(days(465));
    assertThat(
            life.facts().stream()
                .filter(fact -> !fact.details().list("of").isEmpty())
                .map(fact ->
                    fact.name()
                        + " "
                        + fact.details().list("of").stream().map(EarningTest::lot).toList()))
        .containsExactly(
            "Points Activated [order/uk/o1 40]",
            "Points Activated [order/uk/o2 60]",
            "Points Reversed [order/uk/o2 20]",
            "Points Expired [order/uk/o1 40]",
            "Points Expired [order/uk/o2 40]");
  }

  private static String lot(Value of) {
    Fields lot = (Fields) of;
    return lot.text("award").orElseThrow() + " " + lot.number("points").orElseThrow();
  }

  @Test
  void a_fact_names_two_hundred_awards_at_most_and_sums_them_all() {
    life =
        known(
            """
            loyalty:
              club:
                counts from: 2026-01-01
                earn: {seen: {on: Seen, points: 3, limit: 999 per 1d}}
                expires: 20d
            """);
    for (int i = 0; i < RewardFacts.MOST_LOTS + 5; i++) {
      life.track(days(0), SHOP, "Seen", said("number", i));
    }
    life.passes(days(20));
    Fact expired = life.facts("Points Expired").getFirst();
    assertThat(expired.details().list("of")).hasSize(RewardFacts.MOST_LOTS);
    assertThat(expired.details().number("points")).contains(BigDecimal.valueOf(615));
  }

  @Test
  void an_order_told_twice_or_by_a_browser_earns_once_or_nothing() {
    life.track(START, WEB, "Order Completed", order("o1", line("pan", 40)));
    assertThat(told()).isEmpty();
    told(1, "Order Completed", order("o1", line("pan", 40)));
    told(2, "Order Completed", order("o1", line("pan", 40)));
    assertThat(active()).isEqualTo(40);
  }

  @Test
  void a_refund_before_its_order_comes_to_the_same() {
    told(0, "Order Refunded", order("o1", line("pan", 40)).with("refund_id", "r1"));
    told(1, "Order Completed", order("o1", line("pan", 40), line("pot", 60)));
    assertThat(active()).isEqualTo(60);
    assertThat(in(Account.REVERSED)).isEqualTo(40);
  }

  @Test
  void an_exchange_nets_out_and_more_earns_more() {
    told(0, "Order Completed", order("o1", line("pan", 40), line("pot", 60)));
    told(1, "Order Updated", order("o1", line("pan", 40), line("kettle", 60)));
    assertThat(active()).isEqualTo(100);
    told(2, "Order Updated", order("o1", line("pan", 40), line("kettle", 60), line("cup", 9)));
    assertThat(active()).isEqualTo(109);
    told(3, "Order Refunded", order("o1", line("kettle", 60), line("cup", 9)));
    assertThat(active()).isEqualTo(40);
    told(4, "Order Updated", order("o1", line("pan", 20), line("kettle", 60), line("cup", 9)));
    assertThat(active()).isEqualTo(20);
    told(5, "Order Refunded", order("o1", line("pan", 20)));
    assertThat(active()).isZero();
  }

  @Test
  void what_a_rule_leaves_out_earns_nothing_and_an_unusual_order_earns_more() {
    Fields card = said("product_id", "card", "quantity", 1, "price", 50, "category", "Gift Cards");
    told(0, "Order Completed", order("o1", line("pan", 40), card));
    assertThat(active()).isEqualTo(40);
    told(1, "Order Completed", order("o2", line("oven", 300)));
    assertThat(active()).isEqualTo(40 + 300 + 25);
    told(2, "Order Refunded", said("order_id", "o2"));
    assertThat(active()).isEqualTo(40);
  }

  @Test
  void half_a_unit_of_money_earns_nothing_and_nothing_is_lost_to_rounding() {
    Fields third = said("product_id", "a", "quantity", 1, "price", new BigDecimal("33.34"));
    told(0, "Order Completed", order("o1", third, third, third));
    assertThat(active()).isEqualTo(100);
    told(1, "Order Refunded", said("order_id", "o1"));
    assertThat(active()).isZero();
  }

  @Test
  void an_act_earns_up_to_its_limit() {
    told(0, "Order Completed", order("o1", line("pan", 10)));
    for (int day = 1; day <= 3; day++) {
      told(day, "Product Reviewed", said("product_id", "pan"));
    }
    assertThat(active()).isEqualTo(110);
    told(40, "Product Reviewed", said("product_id", "pot"));
    assertThat(active()).isEqualTo(160);
  }

  @Test
  void who_is_not_known_by_name_takes_no_part() {
    life = life(CLUB);
    told(1, "Product Reviewed", said("product_id", "pan"));
    assertThat(life.state().book()).isEqualTo(Book.EMPTY);
  }

  @Test
  void points_expire_to_the_day_and_tiers_end_with_what_earned_them() {
    told(0, "Order Completed", order("o1", line("oven", 250)));
    assertThat(tier()).isEqualTo("silver");
    told(100, "Order Completed", order("o2", line("pan", 10)));
    life.passes(days(364));
    assertThat(active()).isEqualTo(260);
    life.passes(days(365));
    assertThat(active()).isEqualTo(10);
    assertThat(in(Account.EXPIRED)).isEqualTo(250);
    assertThat(tier()).isEqualTo("bronze");
    assertThat(life.facts("Tier Reached").stream().map(EarningTest::moved).toList())
        .containsExactly(" to bronze", "bronze to silver", "silver to bronze");
  }

  @Test
  void it_is_told_once_ahead_what_will_expire() {
    life =
        known(
            """
            loyalty:
              club:
                counts from: 2026-01-01
                earn: {order: {spend: 1 per 1}}
                expires: {after: 100d, warn: 30d}
            """);
    told(0, "Order Completed", order("o1", line("pan", 40)));
    told(1, "Order Completed", order("o2", line("pot", 60)));
    told(2, "Order Cancelled", said("order_id", "o2"));
    life.passes(days(69));
    assertThat(life.facts("Points Expiring Soon")).isEmpty();
    life.passes(days(99));
    assertThat(life.facts("Points Expiring Soon")).hasSize(1);
    Fact soon = life.lastFact("Points Expiring Soon");
    assertThat(soon.details().number("points")).contains(BigDecimal.valueOf(40));
    assertThat(soon.details().text("expires_at")).contains("2026-06-10T09:00:00Z");
    life.passes(days(100));
    assertThat(active()).isZero();
  }

  private String tier() {
    var tier = member().tier();
    return tier == null ? "" : tier.name();
  }

  private static String moved(Fact fact) {
    return fact.details().text("from").orElse("") + " to " + fact.details().text("tier").orElse("");
  }

  @Test
  void a_tier_reached_by_what_came_back_was_never_reached() {
    told(0, "Order Completed", order("o1", line("oven", 250)));
    told(1, "Order Completed", order("o2", line("range", 900)));
    assertThat(tier()).isEqualTo("gold");
    told(20, "Order Cancelled", said("order_id", "o2"));
    assertThat(tier()).isEqualTo("silver");
  }

  @Test
  void points_wait_for_the_delivery_where_the_programme_says_so() {
    life =
        known(
            """
            loyalty:
              club:
                counts from: 2026-03-03
                earn:
                  order: {spend: 5 per 10, pending: delivered}
                  again: {spend: 1 per 1, pending: 14d, when: customer.orders.count > 0}
                expires: {after: 1y, end of: month}
            """);
    told(0, "Order Completed", order("o0", line("pan", 10)));
    assertThat(told()).isEmpty();
    told(1, "Order Completed", order("o1", line("pan", 39)));
    assertThat(in(Account.PENDING)).isEqualTo(19 + 39);
    told(4, "Order Delivered", said("order_id", "o1"));
    assertThat(active()).isEqualTo(19);
    life.passes(days(15));
    assertThat(active()).isEqualTo(58);
    Lot lot = member().ledger().lots().getFirst();
    assertThat(lot.terms().expiresAt()).isEqualTo(Instant.parse("2027-03-31T23:00:00Z"));
  }

  @Test
  void members_join_by_an_event_and_leave_by_another() {
    life =
        known(
            """
            loyalty:
              club:
                counts from: 2026-01-01
                enrol: {on: Loyalty Joined, when: event.properties.age >= 18}
                leave: Loyalty Left
                earn: {order: {spend: 1 per 1}}
            """);
    told(0, "Loyalty Joined", said("age", 17));
    told(1, "Order Completed", order("o1", line("pan", 10)));
    assertThat(told()).isEmpty();
    told(2, "Loyalty Joined", said("age", 18));
    told(3, "Order Completed", order("o2", line("pan", 10)));
    told(4, "Loyalty Left", said());
    told(5, "Order Completed", order("o3", line("pan", 10)));
    assertThat(active()).isEqualTo(10);
    told(6, "Order Cancelled", said("order_id", "o2"));
    assertThat(active()).isZero();
  }

  @Test
  void a_book_is_read_back_as_it_was_written_and_folds_from_its_commitments() {
    told(0, "Order Completed", order("o1", line("oven", 250), line("pan", 40)));
    told(1, "Product Reviewed", said("product_id", "pan"));
    told(2, "Order Refunded", order("o1", line("pan", 40)));
    var behaviour = new CustomerBehaviour();
    var parts = new ArrayList<byte[]>();
    for (int part = 0; part < behaviour.parts(); part++) {
      parts.add(behaviour.write(life.state(), part));
    }
    CustomerState read = behaviour.read(life.state().id(), parts.toArray(byte[][]::new));
    assertThat(read.book()).isEqualTo(life.state().book());
    CustomerState again = CustomerState.empty(life.state().id());
    for (var made : life.commitments()) {
      again = behaviour.commit(again, made);
    }
    assertThat(again.book()).isEqualTo(life.state().book());
    assertThat(member().ledger()).isNotEqualTo(Ledger.EMPTY);
  }
}
