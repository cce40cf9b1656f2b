package habitue.engine.reward;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A reward someone gave points for.
 *
 * @param number of the piece or code among all of its reward, from 1; 0 where it has none
 * @param coded whether it came with a code
 * @param code that they hold from elsewhere; empty for one of ours, which follows from its number
 * @param prefix how its code begins, as it was handed out; empty where it has none of ours, or was
 *     handed out before that was kept
 */
public record Redemption(
    String id,
    String reward,
    Instant at,
    long number,
    boolean coded,
    State state,
    String code,
    String prefix) {
  /** One whose code follows from its number. */
  public static Redemption numbered(
      String id, String reward, Instant at, long number, String prefix) {
    return new Redemption(id, reward, at, number, true, State.OPEN, "", prefix);
  }

  /** One without a code. */
  public static Redemption plain(String id, String reward, Instant at, long number) {
    return new Redemption(id, reward, at, number, false, State.OPEN, "", "");
  }

  /** One that someone holds from elsewhere, and gave no points for here. */
  public static Redemption brought(String id, String reward, Instant at, String code) {
    return new Redemption(id, reward, at, 0, true, State.OPEN, code, "");
  }

  /** The id of one that was asked for by the record at a position. */
  public static String id(String reward, long position) {
    return reward + "@" + position;
  }

  /** Where it was asked for; empty for one that was brought. */
  public static OptionalLong position(String id) {
    String last = id.substring(id.lastIndexOf('@') + 1);
    boolean number = last.length() < id.length() && last.matches("[0-9]{1,18}");
    return number ? OptionalLong.of(Long.parseLong(last)) : OptionalLong.empty();
  }

  public boolean brought() {
    return !code.isEmpty();
  }

  /** The most that are remembered of a person in a programme. */
  public static final int KEPT = 512;

  /** What became of it. */
  public enum State {
    OPEN,
    /** It was handed over. */
    FULFILLED,
    /** Its code was used. */
    USED,
    /** The points came back. */
    UNDONE
  }

  Redemption now(State fresh) {
    return new Redemption(id, reward, at, number, coded, fresh, code, prefix);
  }
}
