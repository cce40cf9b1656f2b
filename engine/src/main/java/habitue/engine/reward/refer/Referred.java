package habitue.engine.reward.refer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That someone came by a member's word.
 *
 * @param friend the strand under which they came
 * @param by the member's
 * @param at when they came
 * @param order their first one, as a ledger names it; empty before
 * @param due when it is looked at whether that was kept; null before
 */
public record Referred(
    String programme,
    long friend,
    long by,
    Instant at,
    State state,
    String order,
    @Nullable Instant due) {

  /** How far it came. */
  public enum State {
    /** They have not ordered yet. */
    MADE,
    /** Their order may still come back. */
    WAITING,
    KEPT,
    LOST
  }

  Referred now(State fresh) {
    return new Referred(programme, friend, by, at, fresh, order, due);
  }

  Referred ordered(String first, @Nullable Instant until) {
    return new Referred(programme, friend, by, at, State.WAITING, first, until);
  }

  boolean over() {
    return state == State.KEPT || state == State.LOST;
  }
}
