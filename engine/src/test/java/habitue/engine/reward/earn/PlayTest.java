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
    life.track(days(3), SHOP, "Order Refunded", said("order_id", "o2", "amount", 5));
    assertThat(active()).as("another order's, in part").isEqualTo(100);
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

  private void cancelled(Instant at, String id) {
    life.passes(at).track(at, SHOP, "Order Cancelled", said("order_id", id));
  }

  private boolean explorer() {
    return member().won("explorer");
  }

  @Test
  void an_order_that_came_back_counts_for_no_challenge() {
    order(days(0), "o1", "Pans");
    cancelled(days(1), "o1");
    order(days(2), "o2", "Pots");
    cancelled(days(3), "o2");
    order(days(4), "o3", "Cups");
    assertThat(met()).isEmpty();
    order(days(5), "o4", "Pans");
    order(days(6), "o5", "Bags");
    assertThat(met()).containsExactly("explorer");
  }

  @Test
  void what_was_met_with_an_order_goes_with_it_and_is_met_again_without_it() {
    order(days(0), "o1", "Pans");
    order(days(1), "o2", "Pots");
    order(days(2), "o3", "Cups");
    cancelled(days(3), "o1");
    assertThat(explorer()).isFalse();
    assertThat(active()).isZero();
    cancelled(days(4), "o3");
    assertThat(life.facts("Challenge Undone")).hasSize(1);
    order(days(5), "o4", "Bags");
    assertThat(explorer()).isFalse();
    order(days(6), "o5", "Hats");
    assertThat(explorer()).isTrue();
    assertThat(active()).isEqualTo(100);
  }

  @Test
  void what_was_met_stays_where_the_other_orders_were_enough_or_its_time_is_over() {
    order(days(0), "o1", "Pans");
    order(days(1), "o2", "Pots");
    order(days(2), "o3", "Cups");
    order(days(3), "o4", "Bags");
    cancelled(days(4), "o3");
    assertThat(explorer()).as("three others are left").isTrue();
    cancelled(days(60), "o4");
    assertThat(explorer()).as("by Pans and Pots alone it was not").isFalse();
    order(days(61), "o5", "Pans");
    order(days(62), "o6", "Pots");
    order(days(63), "o7", "Cups");
    order(days(110), "o8", "Cups");
    cancelled(days(111), "o8");
    assertThat(explorer()).as("it had nothing to do with it").isTrue();
  }

  @Test
  void a_goal_without_orders_stays_though_the_order_it_was_met_with_comes_back() {
    born(days(0), "2000-02-29");
    order(days(1), "o1", "Pans");
    assertThat(met()).containsExactly("profile");
    cancelled(days(2), "o1");
    assertThat(member().won("profile")).isTrue();
    assertThat(active()).isEqualTo(5);
  }

  @Test
  void a_streak_falls_with_an_order_that_came_back() {
    order(Instant.parse("2026-05-15T12:00:00Z"), "o1", "Pans");
    order(Instant.parse("2026-06-01T12:00:00Z"), "o2", "Pans");
    order(Instant.parse("2026-07-30T12:00:00Z"), "o3", "Pans");
    assertThat(met()).containsExactly("regular");
    cancelled(Instant.parse("2026-08-01T12:00:00Z"), "o2");
    assertThat(member().won("regular")).isFalse();
    order(Instant.parse("2026-08-30T12:00:00Z"), "o4", "Pans");
    order(Instant.parse("2026-09-30T12:00:00Z"), "o5", "Pans");
    assertThat(met()).containsExactly("regular", "regular");
  }

  @Test
  void a_gap_of_a_streak_that_is_filled_late_meets_it_at_once() {
    order(Instant.parse("2026-05-15T12:00:00Z"), "o1", "Pans");
    life.passes(Instant.parse("2026-07-01T12:00:00Z"));
    order(Instant.parse("2026-07-01T13:00:00Z"), "o3", "Pans");
    assertThat(met()).isEmpty();
    Fields line = said("product_id", "p", "quantity", 1, "price", 10, "category", "Pans");
    Fields late = said("order_id", "o2", "products", List.of(line));
    life.comes(
        Instant.parse("2026-07-01T14:00:00Z"),
        Instant.parse("2026-06-29T20:00:00Z"),
        SHOP,
        Life.message("track", "event", "Order Completed", "properties", late));
    assertThat(met()).containsExactly("regular");
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
