package habitue.engine.reward;

import java.time.Instant;

/**
 * A reward someone gave points for.
 *
 * @param number of the piece or code among all of its reward, from 1; 0 where it has none
 * @param coded whether it came with a code
 */
public record Redemption(
    String id, String reward, Instant at, long number, boolean coded, State state) {
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
    return new Redemption(id, reward, at, number, coded, fresh);
  }
}
