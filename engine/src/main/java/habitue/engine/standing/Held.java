package habitue.engine.standing;

import habitue.playbook.rule.Look;
import java.time.Instant;

/**
 * How a rule stands with a person.
 *
 * @param yes whether they are in, or it is up; of stages, never asked
 * @param since when that began, in milliseconds since 1970; 0 for never
 * @param until when it has to be looked at again, with nothing happening
 * @param approximate whether something older than is kept exactly went into it
 */
public record Held(boolean yes, long since, long until, boolean approximate) {
  /** Not looked at yet. */
  static final Held UNSEEN = new Held(false, 0, Look.NEVER, false);

  /** Not looked at yet, and to be at an instant. */
  static Held due(Instant at) {
    return new Held(false, 0, at.toEpochMilli(), false);
  }
}
