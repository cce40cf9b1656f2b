package habitue.playbook.rule;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of someone to know what is usual with them: a value that events say, such as the
 * category of what they look at.
 *
 * @param said how the value is written
 * @param on the events that count
 * @param of the value: a text, or the power of two under a number
 * @param purposes an event counts only where it may be read for all of these, as bits
 */
public record Habit(String said, Set<String> on, Look.Taken of, int purposes) {

  public Habit {
    on = Set.copyOf(on);
  }

  /** Tells it apart from all others, in any version of a playbook. */
  public String key() {
    return said + " on " + String.join(", ", new TreeSet<>(on));
  }

  /** The value that an event says; null for none. */
  public @Nullable String value(Look event) {
    String value = of.value(event);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
