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
 * @param outcome the answer to a command, null for every other input
 */
public record Step<S extends EntityState>(
    S state,
    List<Fact> facts,
    List<Pledge> pledges,
    List<Send> sends,
    @Nullable Instant wakeAt,
    @Nullable Fields outcome) {
  public Step {
    facts = List.copyOf(facts);
    pledges = List.copyOf(pledges);
    sends = List.copyOf(sends);
  }

  public static <S extends EntityState> Step<S> to(S state) {
    return new Step<>(state, List.of(), List.of(), List.of(), null, null);
  }
}
