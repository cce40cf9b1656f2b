package habitue.engine.reward.earn;

import habitue.engine.standing.Goal;
import habitue.playbook.rule.Condition;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Someone as they are after what is decided on.
 *
 * @param aims they as challenges ask about them
 * @param now when that is
 */
public record Met(Asked asked, Supplier<Goal> aims, Instant now) {

  /** Whether a condition holds of them. */
  @FunctionalInterface
  public interface Asked {
    boolean holds(Condition when);
  }

  Goal goal() {
    return aims.get();
  }

  boolean holds(Condition when) {
    return asked.holds(when);
  }
}
