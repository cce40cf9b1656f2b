package habitue.engine.reward.earn;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.Tiers;
import habitue.engine.reward.ledger.Account;
import habitue.model.Commitment;
import habitue.model.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an edit of a programme changes of what people have, and what it does not. */
class EditsTest {
  private static final String TIERS = "{window: 365d, ladder: {bronze: 0, silver: 100}}";

  private Life life = joined(club(TIERS));

  private static Map<String, String> club(String tiers) {
    return Map.of(
        "loyalty.yaml",
        """
        loyalty:
          club:
            counts from: 2026-01-01
            earn: {order: {spend: 1 per 1}}
            tiers: %s
        """
            .formatted(tiers));
  }

  private static Life joined(Map<String, String> files) {
    return Life.by(files)
        .happens(START.minusSeconds(60), SHOP, Life.message("identify", "userId", "u1"));
  }

  @AfterEach
  void the_book_is_what_the_commitments_say() {
    Retold.check(life);
  }

  private void order(int day, String id, int price) {
    Fields line = said("product_id", "pan", "quantity", 1, "price", price);
    tell(days(day), "Order Completed", said("order_id", id, "products", List.of(line)));
  }

  private void cancel(int day, String id) {
    tell(days(day), "Order Cancelled", said("order_id", id));
  }

  private void tell(Instant at, String event, Fields properties) {
    life.passes(at).track(at, SHOP, event, properties);
    member().ledger().prove();
  }

  private Member member() {
    return life.state().book().member("club").orElse(Member.joined(START));
  }

  private TierHeld tier() {
    return Objects.requireNonNull(member().tier());
  }

  private String tiered() {
    return tier().name();
  }

  private void publish(int day, String tiers) {
    life.publishes(days(day), club(tiers));
  }

  @Test
  void a_higher_threshold_takes_no_tier_away_before_its_end() {
    order(0, "o1", 150);
    TierHeld given = tier();
    publish(1, "{window: 365d, ladder: {bronze: 0, silver: 500}}");
    order(2, "o2", 1);
    assertThat(tier()).isEqualTo(given);
    publish(3, "{window: 1d, ladder: {bronze: 0, silver: 100}}");
    order(4, "o3", 1);
    assertThat(tier()).isEqualTo(given);
    cancel(5, "o1");
    assertThat(tiered()).as("what was reached by it came back").isEqualTo("bronze");
  }

  @Test
  void at_its_end_a_tier_is_decided_by_the_ladder_of_then() {
    order(0, "o1", 150);
    publish(1, "{window: 365d, ladder: {bronze: 0, silver: 500}}");
    life.passes(Objects.requireNonNull(tier().until()).minusMillis(1));
    assertThat(tiered()).isEqualTo("silver");
    life.passes(days(366));
    assertThat(tiered()).isEqualTo("bronze");
  }

  @Test
  void a_part_that_comes_back_leaves_a_tier_whose_threshold_of_then_is_still_there() {
    order(0, "o1", 150);
    order(1, "o2", 50);
    publish(2, "{window: 365d, ladder: {bronze: 0, silver: 500}}");
    cancel(3, "o2");
    assertThat(tiered()).isEqualTo("silver");
  }

  @Test
  void a_lower_threshold_raises_at_once_with_nothing_happening() {
    order(0, "o1", 150);
    publish(1, "{ladder: {bronze: 0, silver: 500, gold: 900}}");
    cancel(2, "o1");
    order(3, "o2", 150);
    assertThat(tiered()).isEqualTo("bronze");
    publish(4, TIERS);
    assertThat(tiered()).isEqualTo("silver");
    assertThat(tier().since()).isEqualTo(days(4).plusMillis(1));
    int made = life.commitments().size();
    life.settles(days(5));
    assertThat(life.commitments()).as("once").hasSize(made);
  }

  @Test
  void a_tier_by_another_name_keeps_its_end() {
    order(0, "o1", 150);
    TierHeld given = tier();
    publish(1, "{ladder: {base: 0, argent: 100}}");
    assertThat(tiered()).isEqualTo("argent");
    assertThat(tier().until()).isEqualTo(given.until());
    assertThat(tier().since()).isEqualTo(given.since());
    publish(2, "{ladder: {base: 0}}");
    assertThat(tiered()).isEqualTo("base");
  }

  @Test
  void what_tiers_go_by_changes_and_what_was_given_is_held() {
    order(0, "o1", 150);
    TierHeld given = tier();
    publish(1, "{by: balance, ladder: {bronze: 0, silver: 500}}");
    order(2, "o2", 1);
    assertThat(tier()).isEqualTo(given);
    publish(3, "{by: spend, ladder: {bronze: 0, silver: 500}}");
    order(4, "o3", 1);
    assertThat(tier()).isEqualTo(given);
    cancel(5, "o1");
    assertThat(tiered()).isEqualTo("bronze");
  }

  @Test
  void a_tier_by_balance_has_an_end_once_tiers_are_earned() {
    life = joined(club("{by: balance, ladder: {bronze: 0, silver: 100}}"));
    order(0, "o1", 150);
    assertThat(tier().until()).isNull();
    publish(1, "{window: 30d, ladder: {bronze: 0, silver: 500}}");
    assertThat(tiered()).isEqualTo("silver");
    life.passes(days(32));
    assertThat(tiered()).isEqualTo("bronze");
  }

  /** Commitments of before do not say what a tier took. */
  @Test
  void a_tier_of_which_nobody_noted_what_it_took_is_held_to_its_end() {
    order(0, "o1", 150);
    Book book = Book.EMPTY;
    for (Commitment each : life.commitments()) {
      Fields details = each.details().without("by").without("threshold").without("counted_after");
      book =
          book.with(
              new Commitment(
                  each.entity(),
                  each.strand(),
                  each.now(),
                  each.position(),
                  each.ordinal(),
                  each.name(),
                  details,
                  each.because()));
    }
    Member old = book.member("club").orElseThrow();
    TierHeld held = Objects.requireNonNull(old.tier());
    assertThat(held.name()).isEqualTo("silver");
    assertThat(held.reached()).isNull();
    var tiers =
        Tiers.of(
                Life.by(club("{ladder: {bronze: 0, silver: 500}}"))
                    .context()
                    .playbook()
                    .plan()
                    .programme("club")
                    .orElseThrow(),
                Life.CONTEXT.zone(),
                life.state().orders())
            .orElseThrow();
    assertThat(tiers.decide(held, null, old.ledger(), days(1))).isEqualTo(held);
    assertThat(tiers.decide(held, null, old.ledger(), days(400)).name()).isEqualTo("bronze");
  }

  private static Map<String, String> earning(String parts) {
    return Map.of(
        "loyalty.yaml",
        "loyalty:\n  club:\n    counts from: 2025-01-01\n" + parts.indent(4),
        "questions.yaml",
        """
        questions:
          why:
            when: customer.orders.count >= 0
            ask: {fr: Pourquoi?, en: Why?}
            answers: {near: {fr: Près, en: Near}, cheap: {fr: Bon marché, en: Cheap}}
        """);
  }

  private long active() {
    return member().ledger().balances().of(Account.ACTIVE);
  }

  private void review(int now, int at) {
    life.passes(days(now))
        .comes(
            days(now),
            days(at),
            SHOP,
            Life.message("track", "event", "Product Reviewed", "userId", "u1"));
  }

  @Test
  void a_limit_counts_every_length_of_time_that_an_event_is_in() {
    String rule = "earn: {review: {on: Product Reviewed, points: 5, limit: 2 per 30d}}";
    life = joined(earning(rule));
    review(0, 0);
    review(1, 1);
    review(2, -90);
    assertThat(active()).as("nothing else was then").isEqualTo(15);
    review(3, -20);
    assertThat(active()).as("it would be the third of 30 days").isEqualTo(15);
    review(4, -75);
    assertThat(active()).isEqualTo(20);
    review(5, -80);
    assertThat(active()).as("two were around it").isEqualTo(20);
  }

  @Test
  void what_was_taken_back_as_a_whole_leaves_its_limit_free() {
    life = joined(earning("earn: {first: {on: Order Completed, points: 5, limit: 1 per 1y}}"));
    order(0, "o1", 10);
    assertThat(active()).isEqualTo(5);
    order(1, "o2", 10);
    assertThat(active()).isEqualTo(5);
    cancel(2, "o1");
    assertThat(active()).isZero();
    order(3, "o3", 10);
    assertThat(active()).isEqualTo(5);
    order(4, "o4", 10);
    assertThat(active()).isEqualTo(5);
  }

  @Test
  void an_order_that_grows_takes_one_place_of_a_limit() {
    life = joined(earning("earn: {order: {spend: 1 per 1, limit: 2 per 1y}}"));
    order(0, "o1", 10);
    Fields line = said("product_id", "pan", "quantity", 1, "price", 20);
    tell(days(1), "Order Updated", said("order_id", "o1", "products", List.of(line)));
    order(2, "o2", 5);
    order(3, "o3", 5);
    assertThat(active()).isEqualTo(25);
  }

  @Test
  void a_birthday_is_given_on_the_day_itself() {
    life = joined(earning("earn: {order: {spend: 1 per 1000}}\nbirthday: 25"));
    born("1990-03-02", days(0));
    assertThat(active()).isEqualTo(25);
    order(0, "o1", 10);
    life.passes(days(300));
    assertThat(active()).as("once").isEqualTo(25);
    life.passes(days(366));
    assertThat(active()).isEqualTo(50);
  }

  @Test
  void who_was_born_on_the_29th_of_february_has_it_on_the_28th_of_other_years() {
    life = joined(earning("earn: {order: {spend: 1 per 1000}}\nbirthday: 25"));
    born("1992-02-29", Instant.parse("2027-02-28T10:00:00Z"));
    assertThat(active()).isEqualTo(25);
    born("1992-02-29", Instant.parse("2028-02-28T10:00:00Z"));
    assertThat(active()).isEqualTo(25);
    born("1992-02-29", Instant.parse("2028-02-29T10:00:00Z"));
    assertThat(active()).isEqualTo(50);
  }

  private void born(String day, Instant at) {
    Fields traits = said("birthday", day);
    life.passes(at).happens(at, SHOP, Life.message("identify", "userId", "u1", "traits", traits));
  }

  private void answer(int day, String question, String answer) {
    Fields said = said("question", question, "answer", answer);
    tell(days(day), "Question Answered", said);
  }

  @Test
  void an_answer_earns_by_whatever_way_it_comes_and_only_one_to_what_is_asked() {
    String rule = "earn: {answer: {on: Question Answered, points: 10, limit: 9 per 1y}}";
    life = joined(earning(rule));
    answer(0, "why", "near");
    assertThat(active()).isEqualTo(10);
    answer(1, "who", "me");
    answer(1, "why", "not");
    assertThat(active()).as("neither is known").isEqualTo(10);
    life.asks(days(2), "Question Answered", said("question", "why", "answer", "cheap"));
    assertThat(active()).isEqualTo(20);
    life.asks(days(3), "Question Answered", said("question", "why", "answer", "far"));
    assertThat(active()).isEqualTo(20);
  }

  @Test
  void an_order_that_came_back_says_nothing_of_what_is_usual() {
    String rule = "{on: Order Completed, when: event.order.net > 3 * customer.orders.median";
    life = joined(earning("earn: {unusual: " + rule + ", points: 50}}"));
    order(0, "o1", 100);
    order(1, "o2", 100);
    order(2, "o3", 100);
    cancel(3, "o2");
    cancel(3, "o3");
    order(4, "o4", 20);
    assertThat(active()).isZero();
    order(5, "o5", 301);
    assertThat(active()).isEqualTo(50);
  }

  @Test
  void where_everyone_takes_part_who_left_comes_back_by_an_event_of_theirs() {
    String rule = "leave: Loyalty Left\nearn: {order: {spend: 1 per 1}}";
    life = joined(earning("enrol: {everyone: true, on: Loyalty Joined}\n" + rule));
    order(0, "o1", 10);
    tell(days(1), "Loyalty Left", Fields.NONE);
    order(2, "o2", 10);
    assertThat(active()).isEqualTo(10);
    life.asks(days(3), RewardCommands.ADJUST, said("programme", "club", "points", 5));
    assertThat(active()).isEqualTo(15);
    assertThat(member().active()).as("points by hand let nobody in who left").isFalse();
    Fields brought = said("programme", "club", "id", "file:1", "points", 7);
    life.asks(days(3), RewardCommands.OPEN, brought);
    assertThat(active()).isEqualTo(22);
    assertThat(member().active()).isFalse();
    tell(days(4), "Loyalty Joined", Fields.NONE);
    assertThat(member().active()).isTrue();
    order(5, "o3", 10);
    assertThat(active()).isEqualTo(32);
  }
}
