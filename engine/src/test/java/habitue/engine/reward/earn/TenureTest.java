package habitue.engine.reward.earn;

import static habitue.engine.Life.FILE;
import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.TILL;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.reward.Acceptance;
import habitue.engine.reward.Member;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.Tiers;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Lot;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Source;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.plan.Programme;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long points and tiers last, what tiers bring, and who may take part. */
class TenureTest {
  private static final String SLIDES =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          earn:
            order: {spend: 1 per 1}
            review: {on: Product Reviewed, points: 5, limit: 9 per 30d}
          expires: {after: 100d, from: activity, warn: 30d}
      """;
  private static final String SPENT =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          earn: {order: {spend: 1 per 10}}
          tiers:
            by: spend
            window: 100d
            ladder:
              bronze: {from: 0, benefits: {alterations: service, wrapping: {label: {fr: Emballage, en: Wrapping}}}}
              silver: {from: 200, benefits: {free-shipping: {kind: shipping}}}
              gold: {from: 1000, benefits: {wrapping: gift}}
      """;

  private Life life = known(SLIDES, "");

  private static Life known(String loyalty, String segments) {
    Map<String, String> files =
        segments.isEmpty()
            ? Map.of("loyalty.yaml", loyalty)
            : Map.of("loyalty.yaml", loyalty, "segments.yaml", segments);
    return Life.by(files)
        .happens(START.minusSeconds(60), SHOP, Life.message("identify", "userId", "u1"));
  }

  @AfterEach
  void the_book_is_what_the_commitments_say() {
    Retold.check(life);
  }

  private void order(int day, Source source, String id, int price) {
    tell(days(day), days(day), source, "Order Completed", bought(id, price));
  }

  private static Fields bought(String id, int price) {
    Fields line = said("product_id", "pan", "quantity", 1, "price", price);
    return said("order_id", id, "products", List.of(line));
  }

  private void tell(Instant now, Instant at, Source source, String name, Fields properties) {
    life.passes(now)
        .comes(
            now,
            at,
            source,
            Life.message("track", "event", name, "properties", properties, "userId", "u1"));
    member().ledger().prove();
  }

  private Member member() {
    return life.state().book().member("club").orElse(Member.joined(START));
  }

  private long active() {
    return member().ledger().balances().of(Account.ACTIVE);
  }

  private List<@Nullable Instant> ends() {
    return member().ledger().lots().stream()
        .<@Nullable Instant>map(lot -> lot.terms().expiresAt())
        .toList();
  }

  private static Instant end(int day) {
    return days(day).atZone(Life.CONTEXT.zone()).plusDays(100).toInstant();
  }

  @Test
  void points_live_on_from_the_last_order_and_are_warned_of_anew() {
    order(0, SHOP, "o1", 40);
    life.passes(days(75));
    assertThat(life.facts("Points Expiring Soon")).hasSize(1);
    order(80, SHOP, "o2", 10);
    assertThat(ends()).containsOnly(end(80));
    Fact extended = life.lastFact("Points Extended");
    assertThat(extended.details().number("points")).contains(BigDecimal.valueOf(40));
    life.passes(days(179));
    assertThat(active()).isEqualTo(50);
    assertThat(life.facts("Points Expiring Soon")).hasSize(2);
    assertThat(life.lastFact("Points Expiring Soon").details().number("points"))
        .contains(BigDecimal.valueOf(50));
    life.passes(days(181));
    assertThat(active()).isZero();
  }

  @Test
  void only_what_counts_as_activity_lets_points_live_on() {
    order(0, SHOP, "o1", 40);
    tell(days(20), days(20), SHOP, "Product Reviewed", Fields.NONE);
    order(30, WEB, "o2", 10);
    assertThat(ends()).containsExactly(end(0), end(20));
    life = known(SLIDES.replace("activity,", "activity, on: [Product Reviewed],"), "");
    order(0, SHOP, "o1", 40);
    tell(days(20), days(20), WEB, "Product Reviewed", Fields.NONE);
    order(30, SHOP, "o2", 10);
    assertThat(ends()).containsExactly(end(20), end(20), end(30));
  }

  @Test
  void a_refund_of_the_order_that_was_the_activity_shortens_nothing() {
    order(0, SHOP, "o1", 40);
    order(50, SHOP, "o2", 10);
    tell(days(51), days(51), SHOP, "Order Cancelled", said("order_id", "o2"));
    life.passes(days(149));
    assertThat(active()).isEqualTo(40);
    life.passes(days(151));
    assertThat(active()).isZero();
  }

  @Test
  void what_ran_out_stays_out_though_an_order_of_before_is_told_later() {
    order(0, SHOP, "o1", 40);
    tell(days(110), days(90), SHOP, "Order Completed", bought("o2", 10));
    assertThat(member().ledger().lots()).extracting(Lot::expired).containsExactly(40L, 0L);
    assertThat(active()).isEqualTo(10);
  }

  @Test
  void an_order_told_out_of_turn_lives_as_long_as_the_latest() {
    order(50, SHOP, "o2", 10);
    tell(days(51), days(20), SHOP, "Order Completed", bought("o1", 40));
    order(52, SHOP, "o2", 10);
    assertThat(ends()).containsExactly(end(50), end(50));
    assertThat(life.facts("Points Extended")).isEmpty();
  }

  @Test
  void points_given_back_of_a_reward_live_as_long_as_their_lot() {
    life = known(SLIDES + "    rewards: {mug: 40}\n", "");
    order(0, SHOP, "o1", 40);
    Fields mug = said("programme", "club", "reward", "mug");
    life.asks(days(10), RewardCommands.REDEEM, mug);
    String id = member().redemptions().getFirst().id();
    assertThat(active()).isZero();
    order(60, SHOP, "o2", 10);
    life.asks(days(90), RewardCommands.UNDO, said("programme", "club", "redemption", id));
    life.passes(days(159));
    assertThat(active()).isEqualTo(50);
    life.passes(days(161));
    assertThat(active()).isZero();
  }

  private TierHeld tier() {
    return Objects.requireNonNull(member().tier());
  }

  @Test
  void tiers_by_spend_go_by_what_is_left_of_orders_within_the_window() {
    life = known(SPENT, "");
    order(0, SHOP, "o1", 150);
    order(1, WEB, "o2", 900);
    assertThat(tier().name()).isEqualTo("bronze");
    order(2, SHOP, "o3", 49);
    assertThat(tier().name()).isEqualTo("bronze");
    order(3, SHOP, "o4", 1);
    assertThat(tier().name()).isEqualTo("silver");
    assertThat(life.lastFact("Tier Reached").because().words().text("key"))
        .contains("reward.tier-spend");
    Fields refund = said("order_id", "o1", "amount", new BigDecimal("0.50"));
    tell(days(4), days(4), SHOP, "Order Refunded", refund);
    assertThat(tier().name()).as("199.50 never reached it").isEqualTo("bronze");
    order(5, SHOP, "o5", 1);
    assertThat(tier().name()).isEqualTo("silver");
    life.passes(days(104));
    assertThat(tier().name()).isEqualTo("silver");
    life.passes(days(106));
    assertThat(tier().name()).isEqualTo("bronze");
  }

  @Test
  void orders_in_another_currency_count_in_the_brands() {
    life =
        Life.by(Map.of("loyalty.yaml", SPENT, "rates.yaml", "EUR: {2026-01-01: 0.85}\n"))
            .happens(START.minusSeconds(60), SHOP, Life.message("identify", "userId", "u1"));
    Fields line = said("product_id", "pan", "quantity", 1, "price", 230);
    Fields euros = said("order_id", "o1", "currency", "EUR", "products", List.of(line));
    tell(days(0), days(0), SHOP, "Order Completed", euros);
    assertThat(tier().name()).as("195.50 pounds").isEqualTo("bronze");
    order(1, SHOP, "o2", 5);
    assertThat(tier().name()).isEqualTo("silver");
  }

  @Test
  void a_past_that_is_learnt_late_counts_at_its_own_time() {
    life = known(SPENT, "");
    tell(days(60), days(-10), FILE, "Order Completed", bought("o1", 199));
    tell(days(61), days(-9), FILE, "Order Completed", bought("o2", 999));
    assertThat(tier().name()).isEqualTo("gold");
    tell(days(95), days(95), FILE, "Order Completed", bought("o3", 1));
    assertThat(tier().name()).as("held for a window").isEqualTo("gold");
  }

  @Test
  void the_projected_tier_is_that_which_will_come_if_nothing_more_happens() {
    life =
        known(
            SPENT,
            """
            segments:
              falling: customer.loyalty.tier == "gold" && customer.loyalty.projected_tier != "gold"
            """);
    order(0, SHOP, "o1", 1000);
    assertThat(life.facts("Segment Entered")).hasSize(1);
    order(50, SHOP, "o2", 600);
    assertThat(life.facts("Segment Left")).isEmpty();
    assertThat(projected()).isEqualTo("silver");
    order(90, SHOP, "o3", 500);
    assertThat(projected()).isEqualTo("gold");
    assertThat(life.facts("Segment Left")).hasSize(1);
    life.passes(days(101));
    assertThat(tier().name()).isEqualTo("gold");
  }

  private String projected() {
    var tiers = Tiers.of(programme(), Life.CONTEXT.zone(), life.state().orders()).orElseThrow();
    return Objects.requireNonNull(tiers.projected(member())).name();
  }

  private static Programme programme() {
    var reading =
        (Playbook.Reading.Good) Playbook.read(PlaybookFiles.of(Map.of("loyalty.yaml", SPENT)));
    return reading.playbook().plan().programme("club").orElseThrow();
  }

  @Test
  void a_tier_brings_its_own_benefits_and_those_below_it() {
    assertThat(benefits("bronze")).containsExactly("alterations SERVICE", "wrapping SERVICE");
    assertThat(benefits("gold"))
        .containsExactly("alterations SERVICE", "wrapping GIFT", "free-shipping SHIPPING");
    assertThat(benefits("gone")).isEmpty();
    life = known(SPENT, "segments: {free: customer.benefit(\"free-shipping\")}");
    order(0, SHOP, "o1", 199);
    assertThat(life.facts("Segment Entered")).isEmpty();
    order(1, SHOP, "o2", 2);
    assertThat(life.facts("Segment Entered")).hasSize(1);
    life.passes(days(102));
    assertThat(life.facts("Segment Left")).hasSize(1);
  }

  private static List<String> benefits(String tier) {
    return Objects.requireNonNull(programme().ladder()).benefits(tier).stream()
        .map(each -> each.named().name() + " " + each.kind())
        .toList();
  }

  private static String enrolling(String parts) {
    return """
    loyalty:
      club:
        counts from: 2026-01-01
        enrol: {on: Loyalty Joined, %s}
        leave: Loyalty Left
        earn: {order: {spend: 1 per 1}}
    """
        .formatted(parts);
  }

  private void born(String day) {
    Fields traits = said("birthday", day, "timezone", "Asia/Tokyo");
    life.happens(
        START.minusSeconds(50), SHOP, Life.message("identify", "userId", "u1", "traits", traits));
  }

  private boolean joins(Instant at) {
    tell(at, at, SHOP, "Loyalty Joined", Fields.NONE);
    return member().active() && life.facts("Programme Joined").size() == 1;
  }

  @Test
  void who_is_too_young_on_the_day_does_not_join() {
    String sixteen = enrolling("minimum age: 16");
    life = known(sixteen, "");
    assertThat(joins(START)).as("unknown").isFalse();
    life = known(enrolling("minimum age: 16, unknown age: allowed"), "");
    assertThat(joins(START)).isTrue();
    life = known(sixteen, "");
    born("2010-03-03");
    assertThat(joins(START)).as("tomorrow in Tokyo").isFalse();
    // Their birthday begins in Tokyo at three in the afternoon of London.
    assertThat(joins(Instant.parse("2026-03-02T15:00:00Z"))).isTrue();
  }

  @Test
  void what_was_accepted_where_is_kept_and_told_anew() {
    life = known(enrolling("conditions: \"2026-03\""), "");
    tell(START, START, TILL, "Loyalty Joined", Fields.NONE);
    assertThat(life.facts("Programme Joined")).as("nothing accepted").isEmpty();
    tell(days(1), days(1), TILL, "Loyalty Joined", said("conditions_version", "2025-01"));
    assertThat(member().accepted()).isEqualTo(new Acceptance(days(1), "2025-01", "uk", "till"));
    assertThat(life.lastFact("Programme Joined").details().text("conditions")).contains("2025-01");
    tell(days(2), days(2), SHOP, "Loyalty Joined", said("conditions_version", "2025-01"));
    assertThat(life.facts("Conditions Accepted")).isEmpty();
    tell(days(3), days(3), SHOP, "Loyalty Joined", said("conditions_version", "2026-03"));
    assertThat(member().accepted()).isEqualTo(new Acceptance(days(3), "2026-03", "uk", "web"));
    assertThat(life.facts("Conditions Accepted")).hasSize(1);
    assertThat(member().since()).isEqualTo(days(1));
  }

  @Test
  void who_is_excluded_neither_joins_nor_earns() {
    String club =
        """
        loyalty:
          club:
            counts from: 2026-01-01
            exclude: customer.traits.staff == "yes"
            earn: {order: {spend: 1 per 1}}
        """;
    life = Life.by(Map.of("loyalty.yaml", club));
    Fields staff = said("staff", "yes");
    life.happens(START, SHOP, Life.message("identify", "userId", "u1", "traits", staff));
    order(1, SHOP, "o1", 40);
    assertThat(life.state().book().isEmpty()).isTrue();
    life = known(club, "");
    order(1, SHOP, "o1", 40);
    life.happens(days(2), SHOP, Life.message("identify", "userId", "u1", "traits", staff));
    order(3, SHOP, "o2", 10);
    assertThat(active()).isEqualTo(40);
    tell(days(4), days(4), SHOP, "Order Cancelled", said("order_id", "o1"));
    assertThat(active()).as("what is over goes back all the same").isZero();
  }
}
