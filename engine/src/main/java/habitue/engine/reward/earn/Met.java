package habitue.engine.reward.earn;

import habitue.engine.standing.Goal;
import habitue.playbook.rule.Condition;
import java.time.Instant;

/**
 * Someone as they are after what is decided on.
 *
 * @param now when that is
 */
public record Met(Asked asked, Goal goal, Instant now) {

  /** Whether a condition holds of them. */
  @FunctionalInterface
  public interface Asked {
    boolean holds(Condition when);
  }

  boolean holds(Condition when) {
    return asked.holds(when);
  }
}
