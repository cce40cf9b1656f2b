package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.engine.Step;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fact;
import habitue.model.JournalRecord;
import habitue.model.Strand;
import habitue.store.journal.Commitments;
import habitue.store.journal.History;
import habitue.store.journal.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds an entity's past from the beginning: memory and standing anew, the recorded commitments
 * where they were made. Decides nothing. Pure but for reading, so that anyone may ask what someone
 * looks like, or would look like. Where a step finds that what came before it was read otherwise
 * than it may be, the whole is folded a second time, knowing that.
 */
public final class Fold<S extends EntityState> {
  private final Behaviour<S> behaviour;
  private final Context context;
  private final List<Commitment> commitments;
  private final List<Fact> facts = new ArrayList<>();
  private final Consumer<Fact> told;
  private int next;
  private boolean misread;
  private S state;
  private @Nullable Instant wake;

  private Fold(
      Behaviour<S> behaviour,
      Context context,
      EntityId id,
      List<Commitment> commitments,
      @Nullable Consumer<Fact> told) {
    this.told = told == null ? facts::add : told;
    this.behaviour = behaviour;
    this.context = context;
    this.commitments = commitments;
    this.state = behaviour.initial(id);
  }

  /** Where the past of an entity is. */
  public record Past(Journal journal, Commitments commitments) {}

  static <S extends EntityState> Fold<S> of(
      Entity<S> entity, Context context, Past past, long upTo, Instant time) {
    List<Strand> strands = entity.frame().strands();
    return of(entity.behaviour(), context, entity.id(), past, strands, upTo, time);
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
    return of(behaviour, context, id, past, strands, upTo, time, null);
  }

  /**
   * @param told hears each fact as it is stated, and the fold keeps none; null to keep them
   */
  public static <S extends EntityState> Fold<S> of(
      Behaviour<S> behaviour,
      Context context,
      EntityId id,
      Past past,
      Collection<Strand> strands,
      long upTo,
      Instant time,
      @Nullable Consumer<Fact> told) {
    List<Commitment> commitments = past.commitments().of(strands, upTo);
    // Whoever listens must hear nothing that a second pass takes back.
    @Nullable Consumer<Fact> unheard = told == null ? null : _ -> {};
    var fold = new Fold<>(behaviour, context, id, commitments, unheard);
    fold.run(past.journal(), strands, upTo, time);
    if (!fold.misread && told == null) {
      return fold;
    }
    Behaviour<S> knowing = fold.misread ? behaviour.knowing(fold.state) : behaviour;
    var again = new Fold<>(knowing, context, id, commitments, told);
    again.run(past.journal(), strands, upTo, time);
    return again;
  }

  private void run(Journal journal, Collection<Strand> strands, long upTo, Instant time) {
    History.of(journal, strands, upTo, this::fold);
    wakeUntil(time, Long.MAX_VALUE);
    commitUntil(Instant.MAX, Long.MAX_VALUE);
  }

  public S state() {
    return state;
  }

  public List<Fact> facts() {
    return List.copyOf(facts);
  }

  @Nullable Instant wake() {
    return wake;
  }

  private void fold(JournalRecord record) {
    if (record.body() instanceof Body.Erased) {
      return;
    }
    Instant now = record.stamp().now();
    long position = record.stamp().position();
    wakeUntil(now, position - 1);
    commitUntil(now, position - 1);
    step(new Input.Recorded(record));
    commitUntil(now, position);
  }

  private void wakeUntil(Instant until, long position) {
    while (wake != null && !wake.isAfter(until)) {
      Instant due = wake;
      commitUntil(due, -1);
      step(new Input.Woke(due));
      commitUntil(due, position);
    }
  }

  private void step(Input input) {
    Step<S> step = behaviour.step(context, state, input);
    state = step.state();
    step.facts().forEach(told);
    misread |= step.refold();
    wake = later(input.now(), step.wakeAt());
  }

  private void commitUntil(Instant now, long position) {
    while (next < commitments.size()) {
      Commitment commitment = commitments.get(next);
      int byNow = commitment.now().compareTo(now);
      if (byNow > 0 || byNow == 0 && commitment.position() > position) {
        return;
      }
      state = behaviour.commit(state, commitment);
      next++;
    }
  }

  /** A wake is always after the input that asked for it, so that time moves on. */
  static @Nullable Instant later(Instant now, @Nullable Instant wake) {
    return wake == null || wake.isAfter(now) ? wake : now.plusMillis(1);
  }
}
