package habitue.server.loyalty.opening;

import habitue.engine.reward.Given;
import habitue.engine.reward.Member;
import habitue.engine.reward.TierHeld;
import habitue.model.CustomerId;
import habitue.model.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one customer is to have.
 *
 * @param id by which its award is known: the file, and the line
 * @param expires null where the programme says when
 * @param tier empty for none
 * @param tierUntil null where the programme's window says so
 */
record Balance(
    long line,
    String id,
    CustomerId customer,
    long points,
    @Nullable Instant expires,
    String tier,
    @Nullable Instant tierUntil)
    implements Line {

  @Override
  public Fields details(String programme) {
    Fields details = Fields.NONE.with("programme", programme).with("id", id).with("points", points);
    details = expires == null ? details : details.with("expires_at", expires.toString());
    details = tier.isEmpty() ? details : details.with("tier", tier);
    return tierUntil == null ? details : details.with("tier_until", tierUntil.toString());
  }

  /** Whether it was opened before, by this very line. */
  static boolean opened(String id, @Nullable Member member) {
    return member != null && member.ledger().knows(Given.opening(id));
  }

  /** The same of a line that gives a tier alone, which leaves no award. */
  boolean assured(@Nullable Member member) {
    TierHeld assured = member == null ? null : member.assured();
    return points == 0
        && assured != null
        && assured.name().equals(tier)
        && (tierUntil == null || tierUntil.equals(assured.until()));
  }
}
