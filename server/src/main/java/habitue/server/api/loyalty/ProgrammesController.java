package habitue.server.api.loyalty;

import habitue.engine.reward.Sums;
import habitue.model.Money;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Tier;
import habitue.playbook.yaml.Entry;
import habitue.server.api.Amounts;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.Owed;
import habitue.server.loyalty.Proof;
import habitue.server.loyalty.Purse;
import habitue.server.loyalty.friends.Friends;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.warehouse.report.FriendsTold;
import habitue.warehouse.report.Points;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The programmes as a whole: what may be had for points, and what became of them. */
@RestController
final class ProgrammesController {
  private static final int VIRAL = 4;

  private final Loyalty loyalty;
  private final Friends friends;
  private final Points points;
  private final Proof proof;
  private final Store store;

  ProgrammesController(Loyalty loyalty, Friends friends, Points points, Proof proof, Store store) {
    this.friends = friends;
    this.loyalty = loyalty;
    this.points = points;
    this.proof = proof;
    this.store = store;
  }

  /**
   * @param off how much money off, in the brand's currency; null for what is no amount off
   * @param worth what it is worth, in the brand's currency; null where that is not said
   * @param left how many are left; null where there are as many as are asked for
   * @param codes whether it comes with a code
   */
  record Reward(
      String name,
      Map<String, String> label,
      String kind,
      long points,
      @Nullable String off,
      @Nullable String tier,
      @Nullable String worth,
      @Nullable Long left,
      boolean codes) {
    static Reward of(Programme.Reward reward, @Nullable Long left) {
      return new Reward(
          reward.named().name(),
          reward.named().label(),
          Entry.written(reward.kind()),
          reward.points(),
          reward.off() == null ? null : reward.off().toPlainString(),
          reward.tier(),
          reward.worth() == null ? null : reward.worth().toPlainString(),
          left,
          reward.vouchers() != null);
    }
  }

  /**
   * @param from how many points it takes, or how much money
   * @param by what tiers go by: {@code earned}, {@code balance} or {@code spend}
   * @param currency of the money; null where it is points
   * @param benefits what those in it have, with what the tiers below it bring
   */
  record Step(
      String name,
      Map<String, String> label,
      long from,
      String by,
      @Nullable String currency,
      List<PointsAnswer.Brought> benefits) {
    static List<Step> all(Programme programme, String currency) {
      Ladder ladder = programme.ladder();
      return ladder == null
          ? List.of()
          : ladder.tiers().stream().map(tier -> of(ladder, tier, currency)).toList();
    }

    private static Step of(Ladder ladder, Tier tier, String currency) {
      String name = tier.named().name();
      return new Step(
          name,
          tier.named().label(),
          tier.from(),
          Entry.written(ladder.by()),
          ladder.by() == Programme.By.SPEND ? currency : null,
          ladder.benefits(name).stream().map(PointsAnswer.Brought::of).toList());
    }
  }

  record Rewards(String programme, List<Reward> rewards, List<Step> tiers) {}

  @GetMapping("/api/rewards")
  @Operation(
      summary = "What may be had for points in a loyalty programme, and what its tiers bring")
  Rewards rewards(@RequestParam(name = "programme", required = false) @Nullable String programme) {
    Programme asked = loyalty.programme(programme);
    return new Rewards(
        asked.name(),
        asked.rewards().stream().map(each -> Reward.of(each, loyalty.left(asked, each))).toList(),
        Step.all(asked, store.context().currency()));
  }

  /**
   * @param net what they spent ever, refunds and cancellations taken off, in the brand's currency
   */
  record InTier(String tier, long customers, long orders, String net) {}

  /**
   * @param rule as facts name it; those that only took points are there too
   * @param worth of what it granted and nobody took back, in the brand's currency; null where
   *     nothing says what a point is worth
   */
  record ByRule(
      String rule,
      long awards,
      long customers,
      long granted,
      long reversed,
      @Nullable String worth) {
    static ByRule of(Points.ByRule sums, @Nullable Money worth) {
      return new ByRule(
          sums.rule(),
          sums.awards(),
          sums.customers(),
          sums.granted(),
          sums.reversed(),
          worth == null ? null : Amounts.text(worth));
    }
  }

  /**
   * @param from empty where they had none
   * @param moves how often someone went from the one to the other in the 90 days before
   */
  record Move(String from, String to, long moves, long customers) {}

  /**
   * @param since the first day of its period of now; null where it has none
   * @param out handed out, and not come back
   */
  record Budget(
      String name,
      Map<String, String> label,
      @Nullable LocalDate since,
      long points,
      long out,
      long left) {
    static Budget of(Purse purse) {
      Plan.Named named = purse.budget().named();
      return new Budget(
          named.name(), named.label(), purse.since(), purse.points(), purse.out(), purse.left());
    }
  }

  /**
   * Refunds of more than their orders came to, of which nobody's points know.
   *
   * @param orders how many orders
   * @param amount what was given back beyond them
   */
  record Beyond(String currency, long orders, String amount) {
    static Beyond of(Points.Beyond beyond) {
      Money amount = Money.of(beyond.amount(), beyond.currency());
      return new Beyond(beyond.currency(), beyond.orders(), Amounts.text(amount));
    }
  }

  /**
   * What came of members telling friends.
   *
   * @param days back that it counts; members and the chain are of all times
   * @param members who ever joined
   * @param kept first orders of friends that were kept, and did not come back since
   * @param paid how many members were paid
   * @param viral kept first orders for each member
   * @param longestChain of friends who told friends
   */
  record Told(
      long days,
      long members,
      long made,
      long kept,
      long lost,
      long paid,
      BigDecimal viral,
      long longestChain) {
    static Told of(FriendsTold.Figures figures) {
      return new Told(
          Loyalty.LATELY.toDays(),
          figures.members(),
          figures.made(),
          figures.kept(),
          figures.lost(),
          figures.paid(),
          BigDecimal.valueOf(figures.viral()).setScale(VIRAL, RoundingMode.HALF_UP),
          figures.depth());
    }
  }

  /**
   * @param offered whether the playbook still has the programme
   * @param points as of the instant asked for, like moves, liability and cohorts; tiers, rules and
   *     budgets are as of now
   * @param refolding how many customers are being folded anew: until it is 0 figures may still move
   */
  record Report(
      String programme,
      boolean offered,
      Instant asOf,
      Sums points,
      String currency,
      List<InTier> tiers,
      List<Move> moves,
      List<ByRule> rules,
      List<Budget> budgets,
      List<Beyond> refundedBeyond,
      @Nullable Told referral,
      OwedAnswer.Liable liability,
      List<OwedAnswer.ByMonth> cohorts,
      long refolding) {}

  @GetMapping("/api/loyalty/report")
  @Operation(
      summary = "What became of a programme's points, what is owed, by any date; tiers and rules")
  Report report(
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      @RequestParam(name = "asOf", required = false) @Nullable String asOf) {
    Programme asked = loyalty.programme(programme, points::programmes);
    Instant at = asOf == null ? loyalty.now() : upToNow(asOf);
    Owed owed = proof.owed(asked, at);
    String currency = store.context().currency();
    return new Report(
        asked.name(),
        asked.offered(),
        at,
        points.sums(asked.name(), at),
        currency,
        points.tiers(asked.name()).stream()
            .map(each ->
                new InTier(
                    each.tier(),
                    each.customers(),
                    each.orders(),
                    Amounts.text(Money.of(each.net(), currency))))
            .toList(),
        points.moves(asked.name(), at.minus(Loyalty.LATELY), at).stream()
            .map(each -> new Move(each.from(), each.to(), each.moves(), each.customers()))
            .toList(),
        points.rules(asked.name()).stream()
            .map(each -> ByRule.of(each, owed.worth().money(each.kept(), currency)))
            .toList(),
        loyalty.purses(asked).stream().map(Budget::of).toList(),
        points.beyond().stream().map(Beyond::of).toList(),
        asked.referral() == null ? null : Told.of(friends.figures(asked)),
        OwedAnswer.Liable.of(owed),
        OwedAnswer.ByMonth.of(owed.liability()),
        store.status().refolding());
  }

  /** Nobody knows what will have been earned and spent by then. */
  private Instant upToNow(String text) {
    try {
      Instant at = Instant.parse(text);
      if (!at.isAfter(loyalty.now())) {
        return at;
      }
    } catch (DateTimeException other) {
      // Told below, with the same words.
    }
    throw new RefusedRequest(
        Code.BAD_TIME, "asOf is an instant up to now, such as 2026-11-30T00:00:00Z", "asOf");
  }
}
