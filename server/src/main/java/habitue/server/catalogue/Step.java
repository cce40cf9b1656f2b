package habitue.server.catalogue;

import java.time.Instant;
import java.util.List;

/**
 * One version in a product's history.
 *
 * @param changes what it says otherwise than the one before
 */
public record Step(Instant since, Instant stated, Kind kind, List<Change> changes) {
  public Step {
    changes = List.copyOf(changes);
  }

  /** What a version is in its history. */
  public enum Kind {
    FIRST,
    CHANGED,
    GONE,
    BACK,
    /** Another of the same instant was said later. */
    OVERRULED,
    /** Not yet in force. */
    LATER
  }

  /**
   * @param field by the name it has on the wire
   * @param before empty where it said nothing
   */
  public record Change(String field, String before, String after) {}
}
