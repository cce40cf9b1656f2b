package habitue.playbook.rule;

import habitue.model.Value;
import habitue.playbook.trust.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The customer that conditions ask about. Times are milliseconds since 1970, lengths of time
 * milliseconds, amounts minor units of the brand's currency; flags are 0 or 1.
 */
public interface Subject {

  /** Whether there is anything to say under a field. */
  boolean has(Field field);

  /** Of a field that has something to say, at an instant. */
  long whole(Field field, long now);

  /**
   * Until when a field stays as it is with nothing happening, or only falls where it is one that
   * fades.
   */
  long until(Field field, long now);

  /** Of a field with something to say, at an instant. */
  double real(Field field, long now);

  /** When such a field falls to a mark with nothing happening; negative where that is not known. */
  long fallsTo(Field field, double mark);

  /** Of a field that is a text; null for nothing. */
  @Nullable String text(Field field);

  /** What is said of the person under a name. */
  @Nullable Value trait(String name);

  /** The occurrences a fold of the plan gathered. */
  Occurrences fold(int number);

  /** A tag's score at an instant; 0 for one never earned. */
  double tag(String name, long now);

  /** When an unfed tag's score falls to a mark; negative where that is not known. */
  long tagFallsTo(String name, double mark);

  /**
   * How surprising it is, from 0 to 1, that they do what has this value, by what is usual with them
   * and with everyone; negative where nobody can tell.
   *
   * @param habit its place in the plan
   */
  double surprise(int habit, String value);

  /** Whether the person is in a segment, by its place in the plan. */
  boolean in(int segment);

  /** Whether they reached what a challenge asks for, in any programme. */
  boolean won(String challenge);

  /** Whether a tier of theirs brings a benefit, in any programme they take part in. */
  boolean benefit(String name);

  /** Whether a flag is up, by its place in the plan. */
  boolean flagged(int flag);

  boolean reachable(Channel channel, String purpose);
}
