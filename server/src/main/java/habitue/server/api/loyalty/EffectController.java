package habitue.server.api.loyalty;

import habitue.insight.compare.Welch;
import habitue.model.Money;
import habitue.playbook.plan.Programme;
import habitue.server.api.Amounts;
import habitue.server.loyalty.Effects;
import habitue.server.loyalty.Habit;
import habitue.server.loyalty.Lift;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.Proof;
import habitue.server.loyalty.Span;
import habitue.warehouse.proof.Effect;
import habitue.warehouse.proof.Holdouts;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What goes with a programme: it describes members, and explains nothing. */
@RestController
final class EffectController {
  private static final String JOINING =
      "People join when they are about to buy, and who buys often joins: what changed with joining"
          + " is not what the programme caused.";
  private static final String MEMBERS =
      "People who join are already the better customers: that members buy more does not show what"
          + " the programme caused.";
  private static final String SEGMENTS =
      "Tiers are as they were when the period ended, segments as they are now; one customer may be"
          + " in several segments. Many segments are made of who buys much: their share says no"
          + " more than that.";

  private static final String HOLDOUT =
      "The groups were drawn by lot, so that what differs beyond chance is what the programme caused:"
          + " the interval holds the true difference in 95 of 100 such comparisons. While it holds 0,"
          + " or enough is false, nothing is shown yet.";

  private final Loyalty loyalty;
  private final Proof proof;

  EffectController(Loyalty loyalty, Proof proof) {
    this.loyalty = loyalty;
    this.proof = proof;
  }

  /**
   * How customers ordered.
   *
   * @param buyers of them who ordered
   * @param orders cancelled ones too
   * @param orderSize what an order came to
   * @param ordersPerMonth by each of them, in 30 days
   * @param netEach by each of them
   */
  record Ordered(
      long customers,
      long buyers,
      long orders,
      String net,
      @Nullable String orderSize,
      @Nullable BigDecimal ordersPerMonth,
      @Nullable String netEach) {
    static Ordered of(Habit habit) {
      return new Ordered(
          habit.group().customers(),
          habit.group().buyers(),
          habit.group().orders(),
          Amounts.text(habit.net()),
          text(habit.orderSize()),
          habit.ordersPerMonth(),
          text(habit.netEach()));
    }

    static @Nullable String text(@Nullable Money money) {
      return money == null ? null : Amounts.text(money);
    }
  }

  /**
   * A tier or a segment.
   *
   * @param name empty for members without a tier
   */
  record Part(
      String name,
      long customers,
      long orders,
      String net,
      @Nullable BigDecimal ofOrders,
      @Nullable BigDecimal ofNet) {
    static List<Part> of(List<Effects.Part> parts) {
      return parts.stream()
          .map(each ->
              new Part(
                  each.name(),
                  each.habit().group().customers(),
                  each.habit().group().orders(),
                  Amounts.text(each.habit().net()),
                  each.ofOrders(),
                  each.ofNet()))
          .toList();
    }
  }

  record Whole(long orders, String net) {}

  /**
   * @param days before and after the day of joining
   * @param visitors whose visits were known before the first of these days
   */
  record Joining(
      int days,
      long members,
      long leftOut,
      Ordered before,
      Ordered after,
      long visitors,
      @Nullable BigDecimal visitsPerMonthBefore,
      @Nullable BigDecimal visitsPerMonthAfter) {}

  /**
   * One side of the holdout.
   *
   * @param ordersEach by each of them, who ordered nothing too
   */
  record Arm(
      long customers,
      long buyers,
      long orders,
      String net,
      @Nullable BigDecimal ordersEach,
      @Nullable String netEach) {
    static Arm of(Lift lift, Holdouts.Arm arm) {
      Effect.Group group = arm.group();
      return new Arm(
          group.customers(),
          group.buyers(),
          group.orders(),
          Amounts.text(Money.of(group.net(), lift.currency())),
          Lift.ordersEach(arm),
          Ordered.text(lift.netEach(arm)));
    }
  }

  /**
   * By how much those it was offered are above those held out.
   *
   * @param low where the interval of 95% begins
   */
  record Difference(BigDecimal difference, BigDecimal low, BigDecimal high) {
    static @Nullable Difference of(Welch.@Nullable Interval interval) {
      return interval == null
          ? null
          : new Difference(
              Lift.rounded(interval.difference()),
              Lift.rounded(interval.low()),
              Lift.rounded(interval.high()));
    }
  }

  /**
   * @param share of people who are held out, by the playbook now
   * @param from the first day that counts: of the period, or the day after there was a holdout
   * @param enough whether 30 on each side ordered
   * @param orders of orders by each; null where fewer than 10 were drawn on a side
   */
  record Holdout(
      @Nullable BigDecimal share,
      LocalDate from,
      Arm offered,
      Arm heldOut,
      @Nullable Difference orders,
      @Nullable Difference net,
      double confidence,
      boolean enough) {
    static @Nullable Holdout of(Lift lift) {
      return lift.any()
          ? new Holdout(
              lift.share(),
              lift.from(),
              Arm.of(lift, lift.compared().offered()),
              Arm.of(lift, lift.compared().heldOut()),
              Difference.of(lift.orders()),
              Difference.of(lift.net()),
              Welch.CONFIDENCE,
              lift.enough())
          : null;
    }
  }

  record Caveats(String shares, String joining, String members, String holdout) {}

  /**
   * @param to the first day no longer counted
   * @param whole what everyone ordered, guests too
   * @param members who took part since before the period
   * @param others known since before the period, and no member until its end
   * @param holdout null where nobody was ever held out
   * @param refolding how many customers are being folded anew: until it is 0 figures may still move
   */
  record Answer(
      String programme,
      LocalDate from,
      LocalDate to,
      String currency,
      Whole whole,
      List<Part> tiers,
      List<Part> segments,
      Joining joining,
      Ordered members,
      Ordered others,
      @Nullable Holdout holdout,
      Caveats caveats,
      long refolding) {}

  @GetMapping("/api/loyalty/effect")
  @Operation(summary = "What members order, beside others, and before they joined")
  Answer effect(
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      @RequestParam(name = "from", required = false) @Nullable String from,
      @RequestParam(name = "to", required = false) @Nullable String to) {
    Programme asked = loyalty.programme(programme);
    Span span = Span.of(from, to, proof.today());
    Effects effects = proof.effects(asked, span.from(), span.to());
    Effect.Joining joining = effects.joining();
    return new Answer(
        asked.name(),
        span.from(),
        span.to(),
        effects.currency(),
        new Whole(effects.whole().group().orders(), Amounts.text(effects.whole().net())),
        Part.of(effects.tiers()),
        Part.of(effects.segments()),
        new Joining(
            Effect.WINDOW,
            joining.members(),
            joining.leftOut(),
            Ordered.of(effects.before()),
            Ordered.of(effects.after()),
            joining.visitors(),
            effects.visitsBefore(),
            effects.visitsAfter()),
        Ordered.of(effects.members()),
        Ordered.of(effects.others()),
        Holdout.of(effects.lift()),
        new Caveats(SEGMENTS, JOINING, MEMBERS, HOLDOUT),
        proof.refolding());
  }
}
