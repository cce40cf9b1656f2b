package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Limit;
import habitue.playbook.rule.Condition;
import java.time.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a programme gives for friends who come by a member's word.
 *
 * @param points for the member, once the friend's first order was kept
 * @param friend for the friend then; 0 for nothing
 * @param pending how long that order may still come back
 * @param when asked of that order, and of the friend as they were before it; null for any
 * @param limit how often a member is paid at most
 * @param link what a code is put behind; empty for none
 * @param velocity more friends than that in that time are doubted
 * @param review the doubts that a colleague decides on; any other refuses
 */
public record Referral(
    Plan.Named named,
    long points,
    long friend,
    Period pending,
    @Nullable Condition when,
    Limit limit,
    String link,
    Limit velocity,
    Set<Doubt> review) {
  /** What the awards of both sides are called, as no rule of earn: may be. */
  public static final String RULE = "referral";

  public static final String FRIENDS_RULE = "referral-friend";

  public Referral {
    review = Set.copyOf(review);
  }

  /** The parameter of the link that the code is the value of; empty for none. */
  public String parameter() {
    int equals = link.length() - 1;
    int start = Math.max(link.lastIndexOf('?'), link.lastIndexOf('&'));
    return start < 0 || !link.endsWith("=") ? "" : link.substring(start + 1, equals);
  }

  /** What speaks against a friend without proving anything. */
  public enum Doubt {
    /** Both gave one phone or card. */
    SAME_PHONE,
    /** Both gave one address. */
    SAME_HOUSEHOLD,
    /** Both were seen on one device or browser. */
    SAME_DEVICE,
    /** Too many friends in too short a time. */
    VELOCITY
  }
}
