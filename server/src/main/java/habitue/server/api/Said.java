package habitue.server.api;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import org.jspecify.annotations.Nullable;

/** What a request must say. */
final class Said {
  private static final int LONGEST = 1_000;

  private Said() {}

  /** A text that is there, in bounds, and of letters that can be shown. */
  static String text(@Nullable String text, String field) {
    if (text == null || text.isBlank()) {
      throw new RefusedRequest(Code.MISSING_FIELD, field + " is needed", field);
    }
    return optional(text, field);
  }

  /** The same, but blank where it is not there. */
  static String optional(@Nullable String text, String field) {
    if (text == null) {
      return "";
    }
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, field + " has at most 1,000 characters on one line", field);
    }
    return text.strip();
  }
}
