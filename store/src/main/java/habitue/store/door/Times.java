package habitue.store.door;

import habitue.model.UsualTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Times as clients write them: RFC 3339, with an offset. */
public final class Times {
  private Times() {}

  /** Reads a time; a year beyond 9999 or no offset is unreadable. */
  public static Instant parse(String text) {
    if (text.length() < 16 || text.length() > 40) {
      throw new DateTimeException("not a time");
    }
    Instant usual = UsualTime.parse(text);
    if (usual != null) {
      return usual;
    }
    try {
      return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException unreadable) {
      throw new DateTimeException("not a time", unreadable);
    }
  }
}
