package habitue.engine.standing;

import habitue.engine.Context;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Look;
import habitue.playbook.rule.Occurrences;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Someone as challenges ask about them: an order that came back as a whole counts neither in what
 * is gathered of orders nor in their number.
 */
public final class Goal {
  private final Context context;
  private final Memory memory;
  private final Standing standing;
  private final Sold.Told told;

  private Goal(Context context, Memory memory, Standing standing, Sold.Told told) {
    this.context = context;
    this.memory = memory;
    this.standing = standing;
    this.told = told;
  }

  public static Goal of(Context context, Memory memory, Standing standing) {
    var told = new Sold.Told(memory.orders().undone(), Look.NEVER);
    return new Goal(context, memory, standing, told);
  }

  /** By the orders until an instant. */
  public Goal until(Instant at) {
    return new Goal(context, memory, standing, new Sold.Told(told.undone(), at.toEpochMilli()));
  }

  /** By all orders that were told, those that came back too. */
  public Goal withUndone() {
    return new Goal(context, memory, standing, new Sold.Told(Set.of(), told.until()));
  }

  public boolean holds(Condition when, Instant at) {
    return StandingStep.mayRead(memory.consents(), when.purposes())
        && when.holds(person(at).look());
  }

  /** What it asks about them, one by one, with the answers. */
  public List<Condition.Part> explained(Condition when, Instant at) {
    return when.parts(person(at).look());
  }

  /** When what a fold of the plan gathers happened, oldest first. */
  public List<Instant> occurrences(int fold) {
    return fold >= standing.gathered().folds().size()
        ? List.of()
        : person(Instant.EPOCH).fold(fold).exact().stream()
            .map(Occurrences.Once::at)
            .filter(at -> at <= told.until())
            .map(Instant::ofEpochMilli)
            .toList();
  }

  private Person person(Instant at) {
    var draft = new Draft(standing, context.playbook().plan(), at.toEpochMilli());
    return new Person(context, memory, draft, told);
  }
}
