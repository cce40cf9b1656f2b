package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.Binding;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.engine.Send;
import habitue.engine.Step;
import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Given;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fact;
import habitue.model.JournalRecord;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.store.journal.Commitments;
import habitue.store.journal.History;
import habitue.store.journal.Journal;
import habitue.store.journal.Opening;
import habitue.store.journal.Openings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds an entity's past from the beginning: memory and standing anew, the recorded commitments
 * where they were made. Decides nothing. Pure but for reading, so that anyone may ask what someone
 * looks like, or would look like. Where a step finds that what came before it was read otherwise
 * than it may be, the whole is folded anew, knowing that.
 *
 * <p>Where the first records are kept no more, it begins with the opening that is left of them.
 */
public final class Fold<S extends EntityState> {
  private final EntityId id;
  private final Behaviour<S> behaviour;
  private final Context context;
  private final List<Commitment> commitments;
  private final @Nullable Late<S> late;
  private final List<Fact> facts = new ArrayList<>();
  private final Consumer<Fact> told;
  private final @Nullable Cut<S> cut;
  private final List<Begun> begun = new ArrayList<>();
  private Instant openedTo = Instant.MIN;
  private int next;
  private boolean opened;
  private boolean misread;
  private S state;
  private Instant last = Instant.MIN;
  private @Nullable Instant wake;

  private Fold(
      Behaviour<S> behaviour,
      Context context,
      EntityId id,
      List<Commitment> commitments,
      @Nullable Late<S> late,
      @Nullable Consumer<Fact> told,
      @Nullable Cut<S> cut) {
    this.cut = cut;
    this.late = late;
    this.told = told == null ? facts::add : told;
    this.behaviour = behaviour;
    this.context = context;
    this.commitments = new ArrayList<>(commitments);
    this.id = id;
    this.state = behaviour.initial(id);
  }

  /**
   * An opening that the fold began with.
   *
   * @param unknown what it knows nothing of
   */
  private record Begun(Opening opening, Set<String> unknown) {}

  /** Where the past of an entity is. */
  public record Past(Journal journal, Commitments commitments, Openings openings) {

    /** With commitments that are not on disk yet. */
    Past and(List<Commitment> unwritten) {
      return unwritten.isEmpty() ? this : new Past(journal, commitments.and(unwritten), openings);
    }
  }

  /** Folds an entity for its one writer: what came late to it is decided on. */
  static <S extends EntityState> Fold<S> of(
      Entity<S> entity, Context context, Past past, long upTo, Instant time) {
    List<Strand> strands = entity.frame().strands();
    List<Commitment> commitments = past.commitments().of(strands, upTo);
    EntityId id = entity.id();
    Behaviour<S> behaviour = entity.behaviour();
    long from = entity.frame().undecided();
    while (true) {
      boolean off = behaviour.putsOff(entity.state());
      Behaviour<S> late =
          off ? null : behaviour.catchingUp(context, entity.state(), commitments, from);
      var fold =
          new Fold<>(
              behaviour,
              context,
              id,
              commitments,
              late == null ? null : new Late<>(late, context, id, strands, commitments, false),
              null,
              null);
      fold.run(past, strands, upTo, time);
      if (!fold.misread) {
        return fold;
      }
      behaviour = behaviour.knowing(fold.state);
    }
  }

  /**
   * @param upTo the last position that counts
   * @param time up to which timers have fired
   */
  public static <S extends EntityState> Fold<S> of(
      Behaviour<S> behaviour,
      Context context,
      EntityId id,
      Past past,
      Collection<Strand> strands,
      long upTo,
      Instant time) {
    return of(behaviour, context, id, past, strands, upTo, time, null, null);
  }

  /**
   * @param told hears each fact as it is stated, and the fold keeps none
   */
  public static <S extends EntityState> Fold<S> of(
      Behaviour<S> behaviour,
      Context context,
      EntityId id,
      Past past,
      Collection<Strand> strands,
      long upTo,
      Instant time,
      Consumer<Fact> told) {
    return of(behaviour, context, id, past, strands, upTo, time, told, null);
  }

  /**
   * Folds a customer under other parameters, and decides on everything as if they had always been
   * in force: to rehearse a programme.
   */
  public static Fold<CustomerState> rehearsed(
      Behaviour<CustomerState> customers,
      Context context,
      CustomerId id,
      Past past,
      List<Strand> strands,
      Instant time) {
    List<Commitment> given = Given.of(past.commitments().of(strands, Long.MAX_VALUE));
    Behaviour<CustomerState> behaviour = customers;
    while (true) {
      var deciding = new Late<>(behaviour, context, id, strands, List.of(), true);
      var fold = new Fold<>(behaviour, context, id, given, deciding, null, null);
      fold.run(past, strands, Long.MAX_VALUE, time);
      if (!fold.misread) {
        return fold;
      }
      behaviour = behaviour.knowing(fold.state);
    }
  }

  /** Folds a customer and notes what they were at a cut, and what had expired by then. */
  static Fold<CustomerState> cut(
      Parts parts,
      CustomerId id,
      Past past,
      List<Strand> strands,
      long upTo,
      Instant time,
      Cut<CustomerState> cut) {
    return of(parts.customers(), parts.context(), id, past, strands, upTo, time, cut::told, cut);
  }

  private static <S extends EntityState> Fold<S> of(
      Behaviour<S> behaviour,
      Context context,
      EntityId id,
      Past past,
      Collection<Strand> strands,
      long upTo,
      Instant time,
      @Nullable Consumer<Fact> told,
      @Nullable Cut<S> cut) {
    List<Commitment> commitments = past.commitments().of(strands, upTo);
    // Whoever listens must hear nothing that another pass takes back.
    @Nullable Consumer<Fact> unheard = told == null ? null : _ -> {};
    var fold = new Fold<>(behaviour, context, id, commitments, null, unheard, null);
    fold.run(past, strands, upTo, time);
    while (fold.misread) {
      Behaviour<S> knowing = fold.behaviour.knowing(fold.state);
      fold = new Fold<>(knowing, context, id, commitments, null, unheard, null);
      fold.run(past, strands, upTo, time);
    }
    if (told == null) {
      return fold;
    }
    var heard = new Fold<>(fold.behaviour, context, id, commitments, null, told, cut);
    heard.run(past, strands, upTo, time);
    return heard;
  }

  private void run(Past past, Collection<Strand> strands, long upTo, Instant time) {
    History.of(
        past.journal(),
        strands,
        upTo,
        record -> {
          begin(past, strands);
          fold(record);
        });
    begin(past, strands);
    cutAt(Instant.MAX);
    passUntil(time, Long.MAX_VALUE);
    commitUntil(Instant.MAX, Long.MAX_VALUE);
  }

  /**
   * Once the history is being read, so that no record goes between the two: one that is still seen
   * and covered already folds to the same.
   */
  private void begin(Past past, Collection<Strand> strands) {
    if (opened) {
      return;
    }
    opened = true;
    S whole = null;
    for (Opening opening : past.openings().of(strands)) {
      begun.add(new Begun(opening, behaviour.unknown(context, opening.shape())));
      S each = opened(opening);
      whole = whole == null ? each : behaviour.merged(whole, each);
      openedTo = opening.cut().isAfter(openedTo) ? opening.cut() : openedTo;
    }
    state = whole == null ? state : whole;
  }

  private S opened(Opening opening) {
    Instant due = opening.wake();
    wake = wake == null || (due != null && due.isBefore(wake)) ? due : wake;
    opening.facts().forEach(told);
    S kept = behaviour.read(id, opening.parts().toArray(byte[][]::new));
    S reading = behaviour.read(id, opening.reading().toArray(byte[][]::new));
    S open =
        behaviour.opened(
            context, new Behaviour.Kept<>(kept, reading, opening.cut(), opening.shape()));
    if (!open.equals(kept) && (wake == null || opening.cut().isBefore(wake))) {
      // Without what may not be read any more, or by other rules, something else may hold then.
      wake = opening.cut();
    }
    return open;
  }

  public S state() {
    return state;
  }

  public List<Fact> facts() {
    return List.copyOf(facts);
  }

  /** When something changes with no input; what is overdue, right after the fold. */
  @Nullable Instant wakeAt(Instant time) {
    boolean now = behaviour.unsettled(context, state, time);
    Instant due = Binding.later(time, now ? time : behaviour.due(context, state, time));
    return due == null || wake != null && wake.isBefore(due) ? wake : due;
  }

  /** What was decided on, of what came late. */
  List<Commitment> decided() {
    return late == null ? List.of() : late.made();
  }

  /** What others are to know of that. */
  List<Send> sends() {
    return late == null ? List.of() : late.sends();
  }

  private void fold(JournalRecord record) {
    if (record.body() instanceof Body.Erased) {
      return;
    }
    Instant now = record.stamp().now();
    long position = record.stamp().position();
    cutAt(now);
    passUntil(now, position - 1);
    Begun opening = covering(record.stamp());
    if (opening != null) {
      again(record, opening.unknown);
    } else {
      live(record);
    }
    commitUntil(now, position);
  }

  private @Nullable Begun covering(Stamp stamp) {
    for (Begun each : begun) {
      if (each.opening.covers(stamp)) {
        return each;
      }
    }
    return null;
  }

  private void live(JournalRecord record) {
    if (cut != null) {
      cut.sees(record, () -> behaviour.again(context, state, record, Set.of()).facts());
    }
    var input = new Input.Recorded(record);
    S before = state;
    step(input);
    commitUntil(input.now(), record.stamp().position());
    decide(before, input, record.stamp().position());
  }

  private void decide(S before, Input input, long position) {
    if (late != null) {
      List<Commitment> decided = late.decide(new Behaviour.Turn<>(input, before, state), position);
      if (late.inTime()) {
        if (!decided.isEmpty()) {
          commit(decided);
        }
      } else {
        commitments.addAll(decided);
        commitUntil(input.now(), position);
      }
    }
  }

  private void again(JournalRecord covered, Set<String> unknown) {
    if (cut != null) {
      cut.covered(covered);
    }
    Step<S> step = behaviour.again(context, state, covered, unknown);
    state = step.state();
    step.facts().forEach(told);
  }

  /** Notes what the entity was at the cut before anything later happens. */
  private void cutAt(Instant now) {
    if (cut != null && cut.pending() && now.isAfter(cut.at())) {
      passUntil(cut.at(), Long.MAX_VALUE);
      cut.note(state, wake);
    }
  }

  /** What was due or committed by an instant: each may bring another about before the next. */
  private void passUntil(Instant until, long position) {
    boolean more = true;
    while (more) {
      Instant due = dueBy(until);
      more = due == null ? commitNext(until, position) : commitNext(due, -1);
      if (!more && due != null) {
        woke(due, position);
        more = true;
      }
    }
  }

  private @Nullable Instant dueBy(Instant until) {
    Instant due = due();
    return due == null || due.isAfter(until) ? null : due;
  }

  private void woke(Instant due, long position) {
    var input = new Input.Woke(due);
    S before = state;
    step(input);
    commitUntil(due, position);
    decide(before, input, 0);
  }

  private @Nullable Instant due() {
    Instant book = late == null ? null : late.due(state, last);
    return book == null || wake != null && wake.isBefore(book) ? wake : book;
  }

  private void step(Input input) {
    Step<S> step = behaviour.step(context, state, input);
    state = step.state();
    step.facts().forEach(told);
    misread |= step.refold();
    last = input.now();
    wake = Binding.later(input.now(), step.wakeAt());
  }

  private void commitUntil(Instant now, long position) {
    boolean more = true;
    while (more) {
      more = commitNext(now, position);
    }
  }

  /** Commits what the next input did, where that was by then. */
  private boolean commitNext(Instant now, long position) {
    Commitment first = next < commitments.size() ? commitments.get(next) : null;
    int byNow = first == null ? 1 : first.now().compareTo(now);
    if (first == null || byNow > 0 || byNow == 0 && first.position() > position) {
      return false;
    }
    int from = next;
    while (next < commitments.size() && together(first, commitments.get(next))) {
      next++;
    }
    commit(commitments.subList(from, next));
    return true;
  }

  private static boolean together(Commitment one, Commitment other) {
    return one.now().equals(other.now()) && one.position() == other.position();
  }

  private void commit(List<Commitment> made) {
    for (Commitment commitment : made) {
      state = behaviour.commit(state, commitment);
      if (cut == null) {
        behaviour.told(commitment).forEach(told);
      }
    }
    Commitment last = made.getLast();
    // What followed up to the cut of an opening is in it.
    Step<S> follows = last.now().isAfter(openedTo) ? behaviour.bound(context, state, last) : null;
    if (follows != null) {
      state = follows.state();
      follows.facts().forEach(told);
      wake = Binding.later(last.now(), follows.wakeAt());
    }
  }
}
