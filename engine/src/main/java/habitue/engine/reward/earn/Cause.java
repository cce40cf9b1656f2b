package habitue.engine.reward.earn;

import habitue.model.Because;
import habitue.model.Fields;
import habitue.model.Value;
import java.time.Instant;

/**
 * What made a programme decide something.
 *
 * @param name of the event, or of what time brought about
 */
record Cause(String name, long position, Instant now) {
  private static final int VERSION = 1;
  private static final String TIME = "time";

  static Cause of(Rewards.Deed deed) {
    return new Cause(deed.event(), deed.happening().position(), deed.now());
  }

  static Cause time(Instant now) {
    return new Cause(TIME, 0, now);
  }

  /**
   * @param playbook by what it is known, so that every decision names what held
   */
  Because because(String programme, String rule, String key, String about, String playbook) {
    Fields words =
        Fields.of("key", Value.of(key))
            .with("programme", programme)
            .with("rule", rule)
            .with("about", about)
            .with("playbook", playbook);
    return new Because(position, name, "reward." + programme + "." + rule, VERSION, words);
  }
}
