package habitue.engine;

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
 * What an input came to, with what the brand is bound by: its pledges made commitments, then what
 * it owes, then what follows of both.
 *
 * @param sends what others are to know of it
 * @param wakes when it is to be woken, but for what the book waits for
 */
public record Binding<S extends EntityState>(
    Behaviour<S> behaviour,
    Step<S> step,
    S state,
    List<Commitment> commitments,
    List<Fact> facts,
    List<Send> sends,
    @Nullable Instant wakes) {

  public static <S extends EntityState> Binding<S> of(
      Behaviour<S> behaviour, Context context, S before, Place place) {
    Step<S> step = behaviour.step(context, before, place.input);
    var plain =
        new Binding<>(
            behaviour, step, step.state(), List.of(), step.facts(), List.of(), step.wakeAt());
    Binding<S> pledged = plain.and(new Owed(step.pledges(), step.sends()), place);
    var turn = new Behaviour.Turn<>(place.input, before, step.state());
    return pledged
        .and(behaviour.dues(context, turn, pledged.state, place.now), place)
        .followed(context);
  }

  private Binding<S> and(Owed owed, Place place) {
    if (owed.pledges().isEmpty() && owed.sends().isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(commitments);
    var stated = new ArrayList<>(facts);
    S now = state;
    for (Pledge pledge : owed.pledges()) {
      all.add(place.commitment(pledge, all.size()));
      now = behaviour.commit(now, all.getLast());
      stated.addAll(behaviour.told(all.getLast()));
    }
    return new Binding<>(
        behaviour, step, now, all, stated, Lists.joined(sends, owed.sends()), wakes);
  }

  private Binding<S> followed(Context context) {
    Step<S> follows =
        commitments.isEmpty() ? null : behaviour.bound(context, state, commitments.getLast());
    return follows == null
        ? this
        : new Binding<>(
            behaviour,
            step,
            follows.state(),
            commitments,
            Lists.joined(facts, follows.facts()),
            sends,
            follows.wakeAt());
  }

  /** The earliest instant at which something could change with no input. */
  public @Nullable Instant wakeAt(Context context, Instant now) {
    Instant wake = later(now, wakes);
    Instant due = behaviour.due(context, state, now);
    boolean later = due == null || !due.isAfter(now) || wake != null && wake.isBefore(due);
    return later ? wake : due;
  }

  /** A wake is always after the input that asked for it, so that time moves on. */
  public static @Nullable Instant later(Instant now, @Nullable Instant wake) {
    return wake == null || wake.isAfter(now) ? wake : now.plusMillis(1);
  }

  /**
   * To whom something is pledged, and where among their records.
   *
   * @param now when it is decided
   * @param position of the record, or of the last one before a timer
   */
  public record Place(
      EntityId entity, Collection<Strand> strands, Input input, Instant now, long position) {

    public Commitment commitment(Pledge pledge, int ordinal) {
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
