package habitue.engine;

import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fact;
import habitue.model.JournalRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of entity lives. A pure function with its state's codec; the runtime does the rest:
 * order, timers, storage, delivery, refolds.
 *
 * <p>A refold calls {@link #step} for every record again and throws its pledges, sends and answers
 * away; it calls {@link #commit} with the recorded commitments at the points where they were made.
 * So whatever must never change lives in what {@code commit} folds.
 */
public interface Behaviour<S extends EntityState> {

  /** A position that no record has: all of them were decided on. */
  long DECIDED = Long.MAX_VALUE;

  /** Raised whenever the same records would fold to another state: everyone is then refolded. */
  int version();

  S initial(EntityId id);

  /** What follows from one input. Never throws for anything a client could send. */
  Step<S> step(Context context, S state, Input input);

  /**
   * The same behaviour for another fold, which knows from the end of the one before what only that
   * could tell: what may be read. Its steps ask for at most one more.
   */
  default Behaviour<S> knowing(S end) {
    return this;
  }

  /**
   * What an opening keeps of a state, in place of records that are kept no more: all of it, but for
   * what kept records and commitments fold again.
   */
  default S opening(S state) {
    return state;
  }

  /** What of the end of a fold decided how its records were read. */
  default S reading(S end) {
    return end;
  }

  /**
   * What the places in a state stand for under the parameters in force, a line for each: an opening
   * outlives those it was made under.
   */
  default List<String> shape(Context context) {
    return List.of();
  }

  /** What a state of another shape knows nothing of, and what of kept records is gathered again. */
  default Set<String> unknown(Context context, List<String> shape) {
    return Set.of();
  }

  /** An opening as its records may be read by what this behaviour knows. */
  default S opened(Context context, Kept<S> opening) {
    return opening.state;
  }

  /**
   * What is left of records that are kept no more.
   *
   * @param reading by what they were read when it was made
   * @param shape of the state; empty where it was not written down, and nothing of it is known
   */
  record Kept<S>(S state, S reading, Instant cut, List<String> shape) {
    public Kept {
      shape = List.copyOf(shape);
    }
  }

  /**
   * One opening of two, after a join.
   *
   * @param later the one that goes on longer
   */
  default S merged(S earlier, S later) {
    return later;
  }

  /**
   * Folds of a kept record that an opening covers what the opening leaves out.
   *
   * @param unknown what else it knows nothing of
   */
  default Step<S> again(Context context, S state, JournalRecord covered, Set<String> unknown) {
    return Step.to(state);
  }

  /** Folds one commitment into the book. */
  S commit(S state, Commitment commitment);

  /**
   * What the brand owes by its own rules for an input: decided once what was pledged with it is in
   * the book, and again where the past is learnt late; see {@link #catchingUp}.
   *
   * @param booked a state whose book holds all that was ever committed; that after the input, but
   *     where it came late
   * @param now when it is decided; later than the input where that came late
   */
  default Owed dues(Context context, Turn<S> turn, S booked, Instant now) {
    return Owed.NOTHING;
  }

  /** An input, with the states before and after it. */
  record Turn<S>(Input input, S before, S after) {}

  /**
   * What follows of what was committed by one input, once all of it is in the book: null for
   * nothing. Only its state, facts and wake count.
   *
   * @param last of what was committed
   */
  default @Nullable Step<S> bound(Context context, S state, Commitment last) {
    return null;
  }

  /** When the book changes next by itself, after an instant; null for never. */
  default @Nullable Instant due(Context context, S state, Instant after) {
    return null;
  }

  /**
   * Whether the book as it was just folded is not what it would be by now: by another playbook, or
   * without those who went. Nothing is decided by the fold; it is woken for that right after it.
   */
  default boolean unsettled(Context context, S state, Instant now) {
    return false;
  }

  /** A state with another's book. */
  default S booked(S state, S book) {
    return state;
  }

  /** What a commitment tells. */
  default List<Fact> told(Commitment commitment) {
    return List.of();
  }

  /**
   * Whether nothing is decided on what comes now: it is once this is over, by {@link #catchingUp}.
   */
  default boolean putsOff(S state) {
    return false;
  }

  /**
   * The same behaviour for a fold in which what nobody could decide in time is decided: its dues
   * are those of records that came late, and what follows of them. Null where there can be none.
   *
   * @param known what was known before what came late
   * @param made all that was committed so far
   * @param from the first position whose records were never decided on; {@link #DECIDED} where all
   *     were
   */
  default @Nullable Behaviour<S> catchingUp(
      Context context, S known, List<Commitment> made, long from) {
    return null;
  }

  /** The same, which also finds what is told to nobody: to explain someone. */
  default Behaviour<S> traced() {
    return this;
  }

  /** How many parts the state is written in; only parts that changed are written. */
  int parts();

  /** Whether a part is the same in both, by identity where that is cheap. */
  boolean same(S one, S other, int part);

  /** Packs one part; the same value always gives the same bytes. */
  byte[] write(S state, int part);

  /** Reads a state back; an absent part is empty. */
  S read(EntityId id, byte[][] parts);
}
