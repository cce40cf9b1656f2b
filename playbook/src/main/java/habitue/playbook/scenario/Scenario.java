package habitue.playbook.scenario;

import habitue.model.Fields;
import habitue.playbook.yaml.Entry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person's life as a playbook's test tells it.
 *
 * @param currency the brand's
 * @param given what they do, in the order of its time
 * @param then what is expected, in the order of its time
 */
public record Scenario(ZoneId zone, String currency, List<Given> given, List<Then> then) {
  public Scenario {
    given = List.copyOf(given);
    then = List.copyOf(then);
  }

  /** What happens at an instant. */
  public sealed interface Given {
    Instant at();

    /** An event, as a client would send it. */
    record Told(Instant at, Fields message) implements Given {}

    /**
     * A tag that someone sets by hand.
     *
     * @param until when it ends; null for never
     * @param place where the tag is written
     */
    record Tagged(Instant at, String tag, @Nullable Instant until, Entry place) implements Given {}

    /**
     * A tag that someone takes away.
     *
     * @param place where the tag is written
     */
    record Untagged(Instant at, String tag, Entry place) implements Given {}
  }

  /** What is expected at an instant. */
  public record Then(Instant at, String when, List<Expected> expected) {
    public Then {
      expected = List.copyOf(expected);
    }
  }

  /** What an expectation is about. */
  public enum About {
    SEGMENT,
    FLAG,
    QUESTION,
    STAGE,
    TAG,
    SCORE,
    /** Points that may be spent. */
    POINTS,
    PENDING,
    TIER
  }

  /**
   * @param holds whether it is to hold; of tags and the score, always
   * @param least how much it is to be: at least, and exactly of points; null where no number is
   *     told
   * @param place where it is written, for telling that it is not so
   */
  public record Expected(
      About about, String name, boolean holds, @Nullable Double least, Entry place) {}
}
