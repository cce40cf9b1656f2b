package habitue.server.collect;

import habitue.model.UsualTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads RFC 3339 times, and what clients make of them: any number of decimals, a space for the T,
 * an offset without its colon. A time without an offset is not understood.
 */
final class Times {
  private static final int LONGEST = 40;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Times() {}

  /** The instant a text says, or null. */
  static @Nullable Instant parse(String text) {
    if (text.length() < 16 || text.length() > LONGEST) {
      return null;
    }
    try {
      Instant usual = UsualTime.parse(text);
      return usual == null ? unusual(text) : usual;
    } catch (DateTimeException notTime) {
      return null;
    }
  }

  private static Instant unusual(String text) {
    String joined =
        text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
    return OffsetDateTime.parse(joined, FORMAT).toInstant();
  }
}
