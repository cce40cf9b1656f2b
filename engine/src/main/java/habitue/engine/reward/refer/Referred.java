package habitue.engine.reward.refer;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That someone came by a member's word.
 *
 * @param friend the strand under which they came
 * @param by the member's
 * @param at when they came
 * @param order their first one, as a ledger names it; empty before
 * @param due when it is looked at whether that was kept; null before
 * @param above by whose word the member came, and that one in turn, as far as {@link #CHAIN}
 */
public record Referred(
    String programme,
    long friend,
    long by,
    Instant at,
    State state,
    String order,
    @Nullable Instant due,
    List<Long> above) {
  /** The most that are known above someone. */
  public static final int CHAIN = 16;

  public Referred {
    above = List.copyOf(above);
  }

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
    return new Referred(programme, friend, by, at, fresh, order, due, above);
  }

  Referred ordered(String first, @Nullable Instant until) {
    return new Referred(programme, friend, by, at, State.WAITING, first, until, above);
  }

  public Referred under(List<Long> chain) {
    return new Referred(programme, friend, by, at, state, order, due, chain);
  }

  /** The one by whose word they came, and those above: whoever they tell has them all above. */
  public List<Long> chain() {
    return Stream.concat(Stream.of(by), above.stream()).limit(CHAIN).toList();
  }

  /** Whether someone told them, or told who told them, or so on. */
  public boolean tells(long strand) {
    return by == strand || above.contains(strand);
  }

  boolean over() {
    return state == State.KEPT || state == State.LOST;
  }
}
