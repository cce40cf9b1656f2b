package habitue.engine;

import habitue.model.Fact;
import habitue.model.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one input.
 *
 * @param state the state after it, without the pledges, which {@link Behaviour#commit} folds
 * @param wakeAt the earliest instant at which something could change with no input, if any; being
 *     woken early must change nothing
 * @param outcome the answer to a command, null for every other input, and where it comes later
 * @param answers the position of the command it is the answer to; 0 for the input's own
 * @param refold what may be read of the past is another now: the runtime folds the entity anew, up
 *     to this input with it, in place of keeping the state
 */
public record Step<S extends EntityState>(
    S state,
    List<Fact> facts,
    List<Pledge> pledges,
    List<Send> sends,
    @Nullable Instant wakeAt,
    @Nullable Fields outcome,
    long answers,
    boolean refold) {
  public Step {
    facts = List.copyOf(facts);
    pledges = List.copyOf(pledges);
    sends = List.copyOf(sends);
  }

  public Step(
      S state,
      List<Fact> facts,
      List<Pledge> pledges,
      List<Send> sends,
      @Nullable Instant wakeAt,
      @Nullable Fields outcome) {
    this(state, facts, pledges, sends, wakeAt, outcome, 0, false);
  }

  /** With what the brand is bound by. */
  public Step<S> pledging(List<Pledge> decided) {
    return new Step<>(state, facts, decided, sends, wakeAt, outcome, answers, refold);
  }

  public Step<S> sending(List<Send> more) {
    return new Step<>(state, facts, pledges, more, wakeAt, outcome, answers, refold);
  }

  /** With the answer to a command that came before. */
  public Step<S> answering(long position, @Nullable Fields answer) {
    return new Step<>(state, facts, pledges, sends, wakeAt, answer, position, refold);
  }

  public static <S extends EntityState> Step<S> to(S state) {
    return new Step<>(state, List.of(), List.of(), List.of(), null, null);
  }
}
