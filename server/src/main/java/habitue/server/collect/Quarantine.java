package habitue.server.collect;

import habitue.model.Fields;
import java.time.Instant;

/** Where refused events wait for someone to look. */
@FunctionalInterface
public interface Quarantine {
  /**
   * @param where the source and the call with the index in its batch, or a file with its line
   * @param excerpt the event's shape, without any value of a person
   */
  void add(Instant at, String where, String code, String field, String message, Fields excerpt);
}
