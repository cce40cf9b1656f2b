package habitue.engine.reward.earn;

import habitue.playbook.rule.Condition;
import java.time.Instant;
import java.util.List;

/** Someone as they are after what is decided on, to be asked whether they met a goal. */
public interface Met {
  boolean holds(Condition goal);

  /** When what a fold of the plan gathers happened, oldest first. */
  List<Instant> occurrences(int fold);
}
