package habitue.simulation.store;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.engine.Step;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.JournalRecord;
import habitue.model.Strand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state the obvious way: a person's records in a list, sorted, and a loop over it. */
final class StraightFold {
  private StraightFold() {}

  /** The parts of the state that a behaviour gives a person by an instant, as text. */
  static <S extends EntityState> List<String> parts(
      Behaviour<S> behaviour,
      Context context,
      EntityId id,
      List<JournalRecord> all,
      Collection<Strand> strands,
      Collection<Commitment> commitments,
      Instant until) {
    List<JournalRecord> own =
        all.stream().filter(each -> strands.contains(each.stamp().strand())).sorted().toList();
    List<Commitment> made = new ArrayList<>(commitments.stream().sorted().toList());
    S state = behaviour.initial(id);
    Instant wake = null;
    for (JournalRecord record : own) {
      Instant now = record.stamp().now();
      while (wake != null && !wake.isAfter(now)) {
        Step<S> step = behaviour.step(context, state, new Input.Woke(wake));
        state = commit(behaviour, step.state(), made, wake, record.stamp().position() - 1);
        wake = step.wakeAt();
      }
      Step<S> step = behaviour.step(context, state, new Input.Recorded(record));
      state = commit(behaviour, step.state(), made, now, record.stamp().position());
      wake = step.wakeAt();
    }
    while (wake != null && !wake.isAfter(until)) {
      Step<S> step = behaviour.step(context, state, new Input.Woke(wake));
      state = commit(behaviour, step.state(), made, wake, Long.MAX_VALUE);
      wake = step.wakeAt();
    }
    return parts(behaviour, state);
  }

  static <S extends EntityState> List<String> parts(Behaviour<S> behaviour, @Nullable S state) {
    var parts = new ArrayList<String>();
    for (int part = 0; state != null && part < behaviour.parts(); part++) {
      parts.add(HexFormat.of().formatHex(behaviour.write(state, part)));
    }
    return parts;
  }

  /** Folds what was committed up to here. */
  private static <S extends EntityState> S commit(
      Behaviour<S> behaviour, S state, List<Commitment> made, Instant now, long position) {
    S folded = state;
    while (!made.isEmpty()) {
      Commitment next = made.getFirst();
      int byNow = next.now().compareTo(now);
      if (byNow > 0 || byNow == 0 && next.position() > position) {
        return folded;
      }
      folded = behaviour.commit(folded, next);
      made.removeFirst();
    }
    return folded;
  }
}
