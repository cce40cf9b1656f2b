package habitue.server.console.view;

import java.time.Instant;
import java.util.List;

/**
 * An event as it was seen.
 *
 * @param kind the wire name of the call: {@code track}, {@code page}…
 * @param properties most frequent first
 */
public record EventShape(
    String name,
    String kind,
    long total,
    long thisWeek,
    long weekBefore,
    Instant firstSeen,
    Instant lastSeen,
    Change change,
    List<Property> properties) {
  public EventShape {
    properties = List.copyOf(properties);
  }

  /** What is different this week from all before. */
  public enum Change {
    NONE,
    NEW,
    MISSING,
    NEW_TYPE
  }

  /**
   * @param path such as {@code products[].price}
   * @param types {@code text}, {@code number}, {@code flag}, {@code list}, {@code object}
   * @param share in how many of this week's events, from 0 to 1
   */
  public record Property(String path, List<String> types, long count, double share, Change change) {
    public Property {
      types = List.copyOf(types);
    }
  }
}
