package habitue.server.loyalty;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days in the brand's time zone.
 *
 * @param to the first that is no longer of them
 */
public record Span(LocalDate from, LocalDate to) {
  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

  /**
   * A year up to yesterday, where nothing else is said.
   *
   * @param today the last that may be {@code to}
   */
  public static Span of(@Nullable String from, @Nullable String to, LocalDate today) {
    LocalDate end = said(to) ? day(to, "to") : today;
    LocalDate start = said(from) ? day(from, "from") : end.minusYears(1);
    if (!start.isBefore(end) || end.isAfter(today)) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "from is a day before to, and to is today at the latest", "from");
    }
    return new Span(start, end);
  }

  /** What is asked for; a year up to yesterday where it makes no sense. */
  public static Span orUsual(@Nullable String from, @Nullable String to, LocalDate today) {
    try {
      return of(from, to, today);
    } catch (RefusedRequest senseless) {
      return of(null, null, today);
    }
  }

  /** A day up to today; today where it makes no sense. */
  public static LocalDate last(@Nullable String day, LocalDate today) {
    try {
      LocalDate last = said(day) ? day(day, "day") : today;
      return last.isAfter(today) ? today : last;
    } catch (RefusedRequest senseless) {
      return today;
    }
  }

  private static boolean said(@Nullable String day) {
    return day != null && !day.isBlank();
  }

  private static LocalDate day(@Nullable String text, String name) {
    try {
      LocalDate day = LocalDate.parse(text == null ? "" : text.strip());
      if (!day.isBefore(EARLIEST)) {
        return day;
      }
    } catch (DateTimeException notADay) {
      // Told below, with the same words.
    }
    throw new RefusedRequest(
        Code.BAD_REQUEST, name + " is a day such as 2026-01-31, from 1970 on", name);
  }
}
