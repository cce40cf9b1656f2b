package habitue.simulation.runtime;

import habitue.engine.Behaviour;
import habitue.engine.Binding;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.engine.Step;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.JournalRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state the obvious way: an entity's records in a list, sorted, and a loop over it. */
public final class StraightFold<S extends EntityState> {
  private final Behaviour<S> behaviour;
  private final Context context;
  private final Deque<Commitment> commitments;
  private S state;
  private boolean misread;
  private @Nullable Instant wake;

  private StraightFold(
      Behaviour<S> behaviour, Context context, EntityId id, Collection<Commitment> commitments) {
    this.behaviour = behaviour;
    this.context = context;
    this.commitments = new ArrayDeque<>(commitments.stream().sorted().toList());
    this.state = behaviour.initial(id);
  }

  /**
   * Folds an entity's records with what was committed to it.
   *
   * @param until up to when timers have fired
   */
  public static <S extends EntityState> StraightFold<S> of(
      Behaviour<S> behaviour,
      Context context,
      EntityId id,
      Collection<JournalRecord> records,
      Collection<Commitment> commitments,
      Instant until) {
    var fold = new StraightFold<>(behaviour, context, id, commitments);
    fold.run(records, until);
    while (fold.misread) {
      Behaviour<S> knowing = fold.behaviour.knowing(fold.state);
      fold = new StraightFold<>(knowing, context, id, commitments);
      fold.run(records, until);
    }
    return fold;
  }

  private void run(Collection<JournalRecord> records, Instant until) {
    for (JournalRecord record : records.stream().sorted().toList()) {
      passUntil(record.stamp().now(), record.stamp().position() - 1);
      step(new Input.Recorded(record), record.stamp().position());
    }
    passUntil(until, Long.MAX_VALUE);
  }

  public S state() {
    return state;
  }

  /** When it wants to be woken. */
  public @Nullable Instant wake() {
    return wake;
  }

  /** A state's parts in which there is something as text, each after its place. */
  public static <S extends EntityState> List<String> parts(Behaviour<S> behaviour, S state) {
    var parts = new ArrayList<String>();
    for (int part = 0; part < behaviour.parts(); part++) {
      byte[] bytes = behaviour.write(state, part);
      if (bytes.length > 0) {
        parts.add(part + " " + HexFormat.of().formatHex(bytes));
      }
    }
    return parts;
  }

  private void passUntil(Instant until, long position) {
    while (true) {
      Instant due = wake == null || wake.isAfter(until) ? null : wake;
      if (!(due == null ? commit(until, position) : commit(due, -1))) {
        if (due == null) {
          return;
        }
        step(new Input.Woke(due), position);
      }
    }
  }

  private void step(Input input, long position) {
    Step<S> step = behaviour.step(context, state, input);
    state = step.state();
    misread |= step.refold();
    wake = Binding.later(input.now(), step.wakeAt());
    while (commit(input.now(), position)) {
      // What another input did, at the same instant.
    }
  }

  /** Commits what one input did, where that was by then. */
  private boolean commit(Instant now, long position) {
    if (commitments.isEmpty() || !madeBy(commitments.element(), now, position)) {
      return false;
    }
    Commitment last;
    do {
      last = commitments.remove();
      state = behaviour.commit(state, last);
    } while (!commitments.isEmpty() && madeBy(commitments.element(), last.now(), last.position()));
    Step<S> follows = behaviour.bound(context, state, last);
    if (follows != null) {
      state = follows.state();
      wake = Binding.later(last.now(), follows.wakeAt());
    }
    return true;
  }

  private static boolean madeBy(Commitment commitment, Instant now, long position) {
    int byNow = commitment.now().compareTo(now);
    return byNow < 0 || byNow == 0 && commitment.position() <= position;
  }
}
