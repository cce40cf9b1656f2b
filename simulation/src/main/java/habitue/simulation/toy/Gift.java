package habitue.simulation.toy;

import habitue.engine.EntityState;
import java.util.List;

/**
 * A gift of which there are a few pieces.
 *
 * @param asked how many asked: remembered, so a refold counts again
 * @param reserved who has a piece: promised, so a refold gives nobody another
 */
public record Gift(int asked, List<String> reserved) implements EntityState {
  public Gift {
    reserved = List.copyOf(reserved);
  }
}
