package habitue.simulation.toy;

import habitue.engine.EntityState;
import java.util.List;

/**
 * Someone who wants gifts.
 *
 * @param asked how often they asked
 * @param answers what they were told, in the order in which they heard it
 */
public record Asker(int asked, List<String> answers) implements EntityState {
  public Asker {
    answers = List.copyOf(answers);
  }
}
