package habitue.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something a person did, as a client said it in Segment's shape. {@code message} is the whole of
 * it; the other parts are the ones every reader needs.
 *
 * @param name the track event's name ({@code Order Completed}); for the other kinds the name people
 *     know them by ({@code Page Viewed}, {@code Identified}…)
 */
public record Event(
    EventKind kind,
    String name,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String previousId,
    Fields message) {
  private static final int LONGEST_STORE = 64;

  /** Reads a message whose {@code type} is known to be one of the six; other shapes are refused. */
  public static Event of(Fields message) {
    EventKind kind = EventKind.valueOf(message.text("type").orElse("").toUpperCase(Locale.ROOT));
    return new Event(
        kind,
        nameOf(kind, message),
        message.text("userId").orElse(null),
        message.text("anonymousId").orElse(null),
        message.text("previousId").orElse(null),
        message);
  }

  /** The shop it speaks for: the one it names, else its source's. Order numbers count within it. */
  public String store(Source source) {
    return properties()
        .text("store")
        .filter(named -> named.length() <= LONGEST_STORE)
        .orElse(source.store());
  }

  /** The same event, said by another message. */
  public Event saying(Fields other) {
    return new Event(kind, name, userId, anonymousId, previousId, other);
  }

  public Fields properties() {
    return message.fields("properties");
  }

  /** The traits this message states of the person: its own, else those its context repeats. */
  public Fields traits() {
    return kind == EventKind.IDENTIFY
        ? message.fields("traits")
        : message.fields("context").fields("traits");
  }

  public Fields context() {
    return message.fields("context");
  }

  private static String nameOf(EventKind kind, Fields message) {
    return switch (kind) {
      case TRACK -> message.text("event").orElse("");
      case IDENTIFY -> "Identified";
      case PAGE -> "Page Viewed";
      case SCREEN -> "Screen Viewed";
      case GROUP -> "Group Joined";
      case ALIAS -> "Aliased";
    };
  }
}
