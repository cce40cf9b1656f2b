package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.engine.Pledge;
import habitue.engine.Step;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fact;
import habitue.model.JournalRecord;
import habitue.model.Strand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an input came to, with what the brand is bound by: its pledges made commitments, and then
 * what it owes.
 */
record Binding<S extends EntityState>(
    Behaviour<S> behaviour, Step<S> step, S state, List<Commitment> commitments, List<Fact> facts) {

  /**
   * @param position of the record, or of the last one before a timer
   */
  static <S extends EntityState> Binding<S> of(
      Entity<S> entity, Context context, Input input, long position) {
    Behaviour<S> behaviour = entity.behaviour();
    Step<S> step = behaviour.step(context, entity.state(), input);
    var place = new Place(entity.id(), entity.frame().strands(), input, input.now(), position);
    var plain = new Binding<>(behaviour, step, step.state(), List.of(), step.facts());
    Binding<S> pledged = plain.and(step.pledges(), place);
    var turn = new Behaviour.Turn<>(input, entity.state(), step.state());
    return pledged.and(behaviour.dues(context, turn, pledged.state, input.now()), place);
  }

  private Binding<S> and(List<Pledge> pledges, Place place) {
    if (pledges.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(commitments);
    var stated = new ArrayList<>(facts);
    S now = state;
    for (Pledge pledge : pledges) {
      all.add(place.commitment(pledge, all.size()));
      now = behaviour.commit(now, all.getLast());
      stated.addAll(behaviour.told(all.getLast()));
    }
    return new Binding<>(behaviour, step, now, all, stated);
  }

  /** The earliest instant at which something could change with no input. */
  @Nullable Instant wakeAt(Instant now) {
    Instant wake = Fold.later(now, step.wakeAt());
    Instant due = behaviour.due(state);
    boolean later = due == null || !due.isAfter(now) || wake != null && wake.isBefore(due);
    return later ? wake : due;
  }

  /**
   * To whom something is pledged, and where among their records.
   *
   * @param now when it is decided
   */
  record Place(
      EntityId entity, Collection<Strand> strands, Input input, Instant now, long position) {

    Commitment commitment(Pledge pledge, int ordinal) {
      Strand named = pledge.strand();
      return new Commitment(
          entity,
          named == null ? strand() : named,
          now,
          position,
          ordinal,
          pledge.name(),
          pledge.details(),
          pledge.because());
    }

    /** A timer is of nobody's record, so of the person's oldest strand. */
    private Strand strand() {
      return switch (input) {
        case Input.Recorded(JournalRecord record) -> record.stamp().strand();
        case Input.Woke _ ->
            strands.stream()
                .min(Comparator.comparingLong(Strand::number))
                .orElseThrow(() -> new IllegalStateException(entity + " has no strand"));
      };
    }
  }
}
