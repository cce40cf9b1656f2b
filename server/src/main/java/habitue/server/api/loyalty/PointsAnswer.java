package habitue.server.api.loyalty;

import habitue.engine.reward.Account;
import habitue.engine.reward.Balances;
import habitue.engine.reward.Book;
import habitue.engine.reward.Lot;
import habitue.engine.reward.Member;
import habitue.engine.reward.Progress;
import habitue.engine.reward.Spend;
import habitue.engine.reward.TierHeld;
import habitue.playbook.plan.Programme;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone's points in a programme.
 *
 * @param joined when they joined; null for who never did
 * @param heldOut whether the lot left them out of it, to be compared with
 * @param negative what points earned later make good first, above zero
 * @param owed the same of what the brand claims
 * @param expiring what runs out, soonest first
 * @param next the next tier; null in the highest
 */
record PointsAnswer(
    String programme,
    @Nullable Instant joined,
    boolean member,
    boolean heldOut,
    long active,
    long pending,
    long negative,
    long owed,
    List<Expiring> expiring,
    @Nullable String tier,
    @Nullable Instant tierUntil,
    @Nullable Next next,
    List<Earned> lots,
    List<Redeemed> redemptions) {

  record Expiring(Instant at, long points) {}

  /**
   * @param missing how many points
   */
  record Next(String tier, long missing) {}

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
   * @param book of theirs
   */
  static PointsAnswer of(Programme programme, Book book, ZoneId zone, Instant now) {
    Member known = book.member(programme.name()).orElse(null);
    Member member = known == null ? Member.joined(now) : known;
    Balances balances = member.ledger().balances();
    TierHeld tier = member.tier();
    return new PointsAnswer(
        programme.name(),
        known == null ? null : known.since(),
        known != null && known.active(),
        book.heldOut(programme),
        balances.of(Account.ACTIVE),
        balances.of(Account.PENDING),
        -balances.of(Account.NEGATIVE),
        -balances.of(Account.OWED),
        expiring(member),
        tier == null ? null : tier.name(),
        tier == null ? null : tier.until(),
        Progress.of(programme, member, zone, now)
            .map(each -> new Next(each.next().named().name(), each.missing()))
            .orElse(null),
        member.ledger().lots().reversed().stream().map(Earned::of).toList(),
        member.ledger().spends().reversed().stream().map(Redeemed::of).toList());
  }

  private static List<Expiring> expiring(Member member) {
    var expiring = new ArrayList<Expiring>();
    member.ledger().expiring().forEach((at, points) -> expiring.add(new Expiring(at, points)));
    return expiring;
  }
}
