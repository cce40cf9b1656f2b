package habitue.engine.reward.refer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A friend who came by someone's word, as that one's book has it.
 *
 * @param friend the strand under which they came
 * @param by the strand by whose word: what is paid is its own
 * @param at when they came
 * @param kept when their order was found kept; null before
 * @param points paid
 * @param reasons what speaks against it, in stable words
 */
public record Friend(
    String programme,
    long friend,
    long by,
    State state,
    Instant at,
    @Nullable Instant kept,
    long points,
    List<String> reasons) {

  public Friend {
    reasons = List.copyOf(reasons);
  }

  /** What became of it. */
  public enum State {
    /** They came, and their order was not kept yet. */
    MADE,
    /** A colleague is to decide. */
    HELD,
    PAID,
    REFUSED,
    /** The order came back after it was kept. */
    RETURNED,
    /** It came to no order that was kept. */
    GONE
  }

  boolean settled() {
    return state != State.MADE && state != State.HELD;
  }
}
