package habitue.server.metrics;

import java.time.Duration;
import java.time.Instant;

/** How far the tables are behind what came in. */
@FunctionalInterface
public interface TablesLag {
  /** At most so long ago something may have come in that the tables do not show yet. */
  Duration behind(Instant now);
}
