package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.Binding;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Owed;
import habitue.engine.Pledge;
import habitue.engine.Send;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Strand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * What was committed is never decided otherwise, and nothing is slipped in before it: what is decided
 * late comes after all that was, at its own time where nothing was committed since, as with a past
 * that is learnt for the first time.
 */

/** What a fold owes for records that nobody could decide on in time. */
final class Late<S extends EntityState> {
  private final Behaviour<S> behaviour;
  private final Context context;
  private final EntityId id;
  private final Collection<Strand> strands;
  private final boolean inTime;
  private final List<Commitment> made = new ArrayList<>();
  private final List<Send> sends = new ArrayList<>();
  private S booked;
  private @Nullable Commitment last;

  /**
   * @param behaviour whose dues are those of late records
   * @param recorded what was committed before, in order
   * @param inTime whether each input is decided on as if it came only then: to rehearse
   */
  Late(
      Behaviour<S> behaviour,
      Context context,
      EntityId id,
      Collection<Strand> strands,
      List<Commitment> recorded,
      boolean inTime) {
    this.behaviour = behaviour;
    this.context = context;
    this.id = id;
    this.strands = strands;
    this.inTime = inTime;
    this.booked = behaviour.initial(id);
    recorded.forEach(this::book);
  }

  private void book(Commitment commitment) {
    booked = inTime ? booked : behaviour.commit(booked, commitment);
    last = commitment;
  }

  /** What was decided so far. */
  List<Commitment> made() {
    return made;
  }

  /** What others are to know of it. */
  List<Send> sends() {
    return sends;
  }

  /**
   * What is owed for an input.
   *
   * @param position of the record; 0 for a timer
   */
  List<Commitment> decide(Behaviour.Turn<S> turn, long position) {
    Instant own = turn.input().now();
    Instant now = last != null && last.now().isAfter(own) ? last.now() : own;
    var decided = new ArrayList<Commitment>();
    S book = inTime ? turn.after() : booked;
    Owed owed = behaviour.dues(context, turn, book, now);
    sends.addAll(owed.sends());
    for (Pledge due : owed.pledges()) {
      decided.add(placed(due, turn, now, position));
      book(decided.getLast());
    }
    made.addAll(decided);
    return decided;
  }

  private Commitment placed(Pledge due, Behaviour.Turn<S> turn, Instant now, long position) {
    Commitment before = last;
    if (before == null || !before.now().equals(now) || before.position() < position) {
      return new Binding.Place(id, strands, turn.input(), now, position).commitment(due, 0);
    }
    var place = new Binding.Place(id, strands, turn.input(), now, before.position());
    return place.commitment(due, before.ordinal() + 1);
  }

  /** In a fold's own time the book is the state's; else the book as it is by now. */
  private S known(S state) {
    return inTime ? state : behaviour.booked(state, booked);
  }

  boolean inTime() {
    return inTime;
  }

  /**
   * When the book changes by itself after an instant.
   *
   * @param state as the fold has it
   */
  @Nullable Instant due(S state, Instant after) {
    Instant due = behaviour.due(context, known(state), after);
    return due != null && due.isAfter(after) ? due : null;
  }
}
