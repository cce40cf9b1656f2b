package habitue.warehouse.rows;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction took.
 *
 * @param through the last chunk taken, of each slot that had any
 * @param changes how many
 * @param more whether there was more than one transaction may take
 * @param waiting how many customers' rows are still behind
 * @param newest when the latest event among them was recorded; null without one
 */
public record Taken(
    Map<Integer, Long> through,
    long changes,
    boolean more,
    long waiting,
    @Nullable Instant newest) {
  public static final Taken NOTHING = new Taken(Map.of(), 0, false, 0, null);

  public Taken {
    through = Map.copyOf(through);
  }
}
