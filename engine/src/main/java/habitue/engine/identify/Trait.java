package habitue.engine.identify;

import habitue.model.Trust;
import habitue.model.Value;
import java.time.Instant;

/**
 * Something said of the person, with where it came from.
 *
 * @param value {@link Value.Nothing} once removed; kept so that a late older word stays removed
 * @param at when it was true, by the event's own time; the later one wins
 * @param statedAt when we were told
 * @param source number of the source that said it
 * @param position the record that said it; decides between two of the same instant
 * @param said whether it is the person's own word, asked or unasked; else a system of the brand
 *     knows it
 */
public record Trait(
    Value value,
    Instant at,
    Instant statedAt,
    int source,
    Trust trust,
    long position,
    boolean said) {

  /** The event by which people answer what they are asked. */
  public static final String ANSWERED = "Question Answered";

  /** Whether it still says something. */
  public boolean present() {
    return !(value instanceof Value.Nothing);
  }

  Trait with(Value other) {
    return new Trait(other, at, statedAt, source, trust, position, said);
  }

  boolean laterThan(Trait other) {
    int byTime = at.compareTo(other.at);
    return byTime != 0 ? byTime > 0 : position > other.position;
  }
}
