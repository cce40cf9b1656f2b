package habitue.engine.reward.earn;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.reward.Member;
import habitue.engine.reward.ledger.Account;
import habitue.model.Fact;
import habitue.model.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Challenges, streaks and birthdays: met once, kept, and undone with what met them. */
class PlayTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          earn: {order: {spend: 1 per 1000}}
          birthday: 40
          challenges:
            explorer:
              when: distinct("Order Completed", event.product.category, days(30)) >= 3
              points: 100
              badge: true
            regular: {streak: 3 months in a row, on: Order Completed, points: 30, again: 1y}
            profile: {when: has(customer.traits.birthday), points: 5, list: onboarding}
      """;

  private final Life life = known("segments: {explorers: customer.won(\"explorer\")}");

  private static Life known(String segments) {
    return Life.by(Map.of("loyalty.yaml", CLUB, "segments.yaml", segments))
        .happens(START.minusSeconds(60), SHOP, Life.message("identify", "userId", "u1"));
  }

  private void order(Instant at, String id, String category) {
    Fields line = said("product_id", category, "quantity", 1, "price", 10, "category", category);
    life.passes(at)
        .track(at, SHOP, "Order Completed", said("order_id", id, "products", List.of(line)));
  }

  private void born(Instant at, String day) {
    life.passes(at)
        .happens(
            at, SHOP, Life.message("identify", "userId", "u1", "traits", said("birthday", day)));
  }

  private Member member() {
    return life.state().book().member("club").orElseThrow();
  }

  private long active() {
    member().ledger().prove();
    return member().ledger().balances().of(Account.ACTIVE);
  }

  private List<String> met() {
    return life.facts("Challenge Met").stream()
        .map(fact -> fact.details().text("challenge").orElseThrow())
        .toList();
  }

  @Test
  void a_goal_earns_when_it_is_reached_and_once() {
    order(days(0), "o1", "Pans");
    order(days(1), "o2", "Pots");
    assertThat(met()).isEmpty();
    order(days(2), "o3", "Cups");
    order(days(3), "o4", "Bags");
    assertThat(met()).containsExactly("explorer");
    assertThat(active()).isEqualTo(100);
    assertThat(life.lastFact("Segment Entered").details().text("segment")).contains("explorers");
  }

  @Test
  void each_product_of_an_order_counts() {
    Fields pan = said("product_id", "a", "quantity", 1, "price", 5, "category", "Pans");
    Fields pot = said("product_id", "b", "quantity", 1, "price", 5, "category", "Pots");
    Fields cup = said("product_id", "c", "quantity", 1, "price", 5, "category", "Cups");
    Fields order = said("order_id", "o1", "products", List.of(pan, pot, cup));
    life.passes(days(0)).track(days(0), SHOP, "Order Completed", order);
    assertThat(met()).containsExactly("explorer");
  }

  @Test
  void what_met_it_comes_back_and_so_do_the_points_and_the_badge() {
    order(days(0), "o1", "Pans");
    order(days(1), "o2", "Pots");
    order(days(2), "o3", "Cups");
    life.track(days(3), SHOP, "Order Refunded", said("order_id", "o2", "amount", 10));
    assertThat(active()).as("another order's refund").isEqualTo(100);
    life.track(days(4), SHOP, "Order Cancelled", said("order_id", "o3"));
    assertThat(active()).isZero();
    assertThat(member().won("explorer")).isFalse();
    assertThat(life.lastFact("Challenge Undone").details().text("challenge")).contains("explorer");
    // Still so many categories in the month, but not by orders that stand.
    order(days(5), "o5", "Pans");
    assertThat(member().won("explorer")).isFalse();
    assertThat(life.lastFact("Segment Left").details().text("segment")).contains("explorers");
    order(days(40), "o6", "Pans");
    order(days(41), "o7", "Pots");
    order(days(42), "o8", "Cups");
    assertThat(met()).containsExactly("explorer", "explorer");
  }

  @Test
  void a_streak_is_without_a_gap_and_may_be_met_again_later() {
    order(Instant.parse("2026-03-31T22:30:00Z"), "o1", "Pans"); // The last of March is in April
    order(Instant.parse("2026-05-15T12:00:00Z"), "o2", "Pans"); // by London's summer clock.
    assertThat(met()).isEmpty();
    order(Instant.parse("2026-06-01T12:00:00Z"), "o3", "Pans");
    assertThat(met()).as("of April, May and June, April has none").isEmpty();
    order(Instant.parse("2026-07-30T12:00:00Z"), "o4", "Pans");
    assertThat(met()).containsExactly("regular");
    order(Instant.parse("2026-08-30T12:00:00Z"), "o5", "Pans");
    assertThat(met()).as("not again within a year").containsExactly("regular");
  }

  @Test
  void a_birthday_earns_once_a_year_also_for_who_was_born_on_the_29th_of_february() {
    order(days(0), "o1", "Pans");
    born(days(1), "2000-02-29");
    assertThat(active()).as("the profile's own step").isEqualTo(5);
    life.passes(Instant.parse("2027-02-27T23:59:59.999Z"));
    assertThat(active()).isEqualTo(5);
    life.passes(Instant.parse("2027-02-28T00:00:00Z"));
    assertThat(active()).isEqualTo(45);
    // Saying another day does not make another birthday.
    born(Instant.parse("2027-03-10T10:00:00Z"), "2000-03-11");
    life.passes(Instant.parse("2027-12-31T00:00:00Z"));
    assertThat(active()).isEqualTo(45);
    life.passes(Instant.parse("2028-03-12T00:00:00Z"));
    assertThat(active()).isEqualTo(85);
    Fact last = life.lastFact("Points Granted");
    assertThat(last.at()).isEqualTo("2028-03-11T00:00:00Z");
  }
}
