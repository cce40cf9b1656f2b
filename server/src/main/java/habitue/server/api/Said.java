package habitue.server.api;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request must say. */
public final class Said {
  /** The header of a request that is done once however often it is asked. */
  public static final String KEY = "Idempotency-Key";

  private static final int LONGEST = 1_000;
  private static final int LONGEST_KEY = 255;

  private Said() {}

  /** A text that is there, in bounds, and of letters that can be shown. */
  public static String text(@Nullable String text, String field) {
    if (text == null || text.isBlank()) {
      throw new RefusedRequest(Code.MISSING_FIELD, field + " is needed", field);
    }
    return optional(text, field);
  }

  /** The same, but blank where it is not there. */
  public static String optional(@Nullable String text, String field) {
    if (text == null) {
      return "";
    }
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, field + " has at most 1,000 characters on one line", field);
    }
    return text.strip();
  }

  /**
   * A length of time as ISO 8601 writes it, within bounds.
   *
   * @param usual where none is said
   */
  public static Duration duration(
      @Nullable String said, Duration usual, Duration shortest, Duration longest, String field) {
    String text = optional(said, field);
    try {
      Duration duration = text.isEmpty() ? usual : Duration.parse(text);
      if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException unreadable) {
      // Said below.
    }
    throw new RefusedRequest(
        Code.BAD_REQUEST,
        "%s is a duration from %s to %s, such as %s".formatted(field, shortest, longest, usual),
        field);
  }

  /** What a request is known by: the key it came with, or one of its own. */
  public static String once(@Nullable String key) {
    String once = key == null || key.isBlank() ? UUID.randomUUID().toString() : key;
    if (once.length() > LONGEST_KEY) {
      throw new RefusedRequest(Code.BAD_REQUEST, "an idempotency key has at most 255 characters");
    }
    return once;
  }
}
