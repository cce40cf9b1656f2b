package habitue.engine.standing;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.model.Fact;
import habitue.model.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules that ask about points and tiers flip at the very instant at which those change. */
class LoyalTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          enrol: {on: Loyalty Joined}
          leave: Loyalty Left
          earn:
            order: {spend: 1 per 1, pending: 14d}
            gold: {spend: 1 per 1, when: customer.loyalty.tier == "gold"}
          expires: 60d
          tiers: {window: 30d, ladder: {bronze: 0, gold: 200}}
      """;

  private static Life life(String segments) {
    return Life.by(Map.of("loyalty.yaml", CLUB, "segments.yaml", segments))
        .happens(START.minusSeconds(60), SHOP, Life.message("identify", "userId", "u1"))
        .track(START.minusSeconds(30), SHOP, "Loyalty Joined", Fields.NONE);
  }

  private static void order(Life life, Instant at, String id, int price) {
    Fields line = said("product_id", "pan", "quantity", 1, "price", price);
    life.passes(at)
        .track(at, SHOP, "Order Completed", said("order_id", id, "products", List.of(line)));
  }

  /** When each fact about segments was stated, in milliseconds since the start. */
  private static List<String> moves(Life life) {
    return life.facts().stream()
        .filter(fact -> fact.name().startsWith("Segment"))
        .map(LoyalTest::move)
        .toList();
  }

  private static String move(Fact fact) {
    long after = fact.statedAt().toEpochMilli() - START.toEpochMilli();
    String way = fact.name().equals("Segment Entered") ? "+" : "-";
    return way + fact.details().text("segment").orElseThrow() + " " + after;
  }

  private static long day(long days) {
    return days * 86_400_000L;
  }

  @Test
  void points_that_become_active_and_expire_move_people_at_that_millisecond() {
    Life life = life("segments: {rich: customer.loyalty.points >= 100}");
    order(life, START, "o1", 150);
    life.passes(days(100));
    // The clocks go forward on the 29th of March: London's days are days by its own clock.
    assertThat(moves(life)).containsExactly("+rich " + day(14), "-rich " + (day(60) - 3_600_000));
  }

  @Test
  void what_is_missing_to_the_next_tier_grows_as_points_leave_the_window() {
    Life life = life("segments: {nearly: customer.loyalty.missing <= 60}");
    order(life, START, "o1", 150);
    life.passes(days(29)).passes(days(100));
    assertThat(moves(life)).containsExactly("+nearly 0", "-nearly " + (day(30) - 3_600_000));
  }

  @Test
  void a_tier_counts_from_the_order_that_reached_it_on() {
    Life life = life("segments: {golden: customer.loyalty.tier == \"gold\"}");
    order(life, START, "o1", 150);
    order(life, days(1), "o2", 50);
    order(life, days(2), "o3", 10);
    assertThat(moves(life)).containsExactly("+golden " + day(1));
    Fact entered = life.lastFact("Segment Entered");
    assertThat(entered.because().cause()).isEqualTo("Order Completed");
    // Those of a higher tier earn more, by a rule of their own.
    assertThat(
            life.facts("Points Granted").stream()
                .map(fact -> fact.details().number("points").orElseThrow().intValue()))
        .containsExactly(150, 50, 10, 10);
  }

  @Test
  void how_many_points_expire_next_and_how_many_are_owed_can_be_asked() {
    Life life =
        life(
            """
            segments:
              losing: customer.loyalty.expiring >= 100
              debtors: customer.loyalty.owing > 0
              none: customer.loyalty.expiring == 0
            """);
    order(life, START, "o1", 60);
    order(life, days(2), "o2", 120);
    assertThat(moves(life)).containsExactly("+none -60000", "-none 0");
    life.passes(days(61));
    assertThat(moves(life).getLast()).as("60 are gone").startsWith("+losing");
    life.passes(days(70));
    assertThat(moves(life))
        .endsWith("-losing " + (day(62) - 3_600_000), "+none " + (day(62) - 3_600_000));
  }

  @Test
  void points_that_expire_soon_and_whether_someone_takes_part_can_be_asked() {
    Life life =
        life(
            """
            segments:
              soon: customer.loyalty.points > 0 && customer.loyalty.expire - now < days(30)
              members: customer.loyalty.member
              outsiders: "!customer.loyalty.member && !has(customer.loyalty.tier)"
            """);
    order(life, START, "o1", 10);
    life.passes(days(40)).track(days(40), SHOP, "Loyalty Left", Fields.NONE).passes(days(90));
    assertThat(moves(life))
        .containsExactly(
            "+outsiders -60000",
            "+members -30000",
            "-outsiders -30000",
            "+soon " + (day(30) - 3_600_000 + 1),
            "-members " + day(40),
            "-soon " + (day(60) - 3_600_000));
  }
}
