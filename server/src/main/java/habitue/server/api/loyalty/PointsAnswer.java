package habitue.server.api.loyalty;

import habitue.engine.reward.Acceptance;
import habitue.engine.reward.Member;
import habitue.engine.reward.Progress;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Balances;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Spend;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme.Benefit;
import habitue.playbook.yaml.Entry;
import habitue.server.loyalty.Absence;
import habitue.server.loyalty.Holding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Someone's points in a programme.
 *
 * @param offered whether the playbook still has the programme
 * @param joined when they joined; null for who never did
 * @param leftAt when they left it; null for who did not
 * @param why they take no part, as a stable word; null where they do
 * @param heldOut whether the lot left them out of it, to be compared with
 * @param negative what points earned later make good first, above zero
 * @param owed the same of what the brand claims
 * @param expiring what runs out, soonest first
 * @param projectedTier the tier they will be in once that in force ends, if nothing more happens
 * @param next the next tier; null in the highest
 * @param benefits what the tier in force brings
 * @param accepted what they accepted as they joined, or since; null where nobody told
 */
record PointsAnswer(
    String programme,
    boolean offered,
    @Nullable Instant joined,
    boolean member,
    @Nullable Instant leftAt,
    @Nullable String why,
    boolean heldOut,
    long active,
    long pending,
    long negative,
    long owed,
    List<Expiring> expiring,
    @Nullable String tier,
    @Nullable Instant tierUntil,
    @Nullable String projectedTier,
    @Nullable Next next,
    List<Brought> benefits,
    @Nullable Accepted accepted,
    List<Earned> lots,
    List<Redeemed> redemptions) {

  record Expiring(Instant at, long points) {}

  /**
   * @param missing how many points, or how much money
   * @param by what tiers go by: {@code earned}, {@code balance} or {@code spend}
   * @param currency of the money; null where it is points
   */
  record Next(String tier, long missing, String by, @Nullable String currency) {
    static @Nullable Next of(Holding holding) {
      Progress progress = holding.progress();
      return progress == null
          ? null
          : new Next(
              progress.next().named().name(),
              progress.missing(),
              holding.by(),
              holding.spends() ? holding.currency() : null);
    }
  }

  record Brought(String name, Map<String, String> label, String kind) {
    static Brought of(Benefit benefit) {
      Plan.Named named = benefit.named();
      return new Brought(named.name(), named.label(), Entry.written(benefit.kind()));
    }
  }

  /**
   * @param conditions their version; null where none was told
   */
  record Accepted(Instant at, @Nullable String conditions, String store, String channel) {
    static Accepted of(Acceptance accepted) {
      String conditions = accepted.conditions();
      return new Accepted(
          accepted.at(),
          conditions.isEmpty() ? null : conditions,
          accepted.store(),
          accepted.channel());
    }
  }

  /**
   * @param points as granted
   * @param remaining what may still be spent, now or once it is active
   * @param because the rule
   * @param order whose points they are; null for none
   */
  record Earned(
      String id,
      long points,
      long remaining,
      Instant earnedAt,
      @Nullable Instant activeAt,
      @Nullable Instant expiresAt,
      String because,
      @Nullable String order) {
    static Earned of(Lot lot) {
      var terms = lot.terms();
      return new Earned(
          lot.id(),
          lot.size(),
          lot.remaining(),
          terms.earnedAt(),
          terms.activeAt(),
          terms.expiresAt(),
          terms.rule(),
          terms.about().isEmpty() ? null : terms.about());
    }
  }

  record Redeemed(String id, long points, boolean undone) {
    static Redeemed of(Spend spend) {
      return new Redeemed(spend.id(), spend.points(), spend.undone());
    }
  }

  /**
   * @param known false for who never took part
   * @param absence null for who takes part
   */
  static PointsAnswer of(Holding holding, boolean known, @Nullable Absence absence) {
    Member member = holding.member();
    Balances balances = member.ledger().balances();
    TierHeld tier = member.tier();
    TierHeld projected = holding.projected();
    Acceptance accepted = member.accepted();
    return new PointsAnswer(
        holding.programme().name(),
        holding.programme().offered(),
        known ? member.since() : null,
        known && member.active(),
        absence == null ? null : absence.at(),
        absence == null ? null : absence.why().wireName(),
        absence != null && absence.why() == Absence.Why.HELD_OUT,
        balances.of(Account.ACTIVE),
        balances.of(Account.PENDING),
        -balances.of(Account.NEGATIVE),
        -balances.of(Account.OWED),
        expiring(member),
        tier == null ? null : tier.name(),
        tier == null ? null : tier.until(),
        projected == null ? null : projected.name(),
        Next.of(holding),
        holding.benefits().stream().map(Brought::of).toList(),
        accepted == null ? null : Accepted.of(accepted),
        member.ledger().lots().reversed().stream().map(Earned::of).toList(),
        member.ledger().spends().reversed().stream().map(Redeemed::of).toList());
  }

  private static List<Expiring> expiring(Member member) {
    var expiring = new ArrayList<Expiring>();
    member.ledger().expiring().forEach((at, points) -> expiring.add(new Expiring(at, points)));
    return expiring;
  }
}
