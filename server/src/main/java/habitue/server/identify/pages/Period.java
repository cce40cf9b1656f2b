package habitue.server.identify.pages;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Two days that are compared.
 *
 * @param days how many lie between them where they are counted back from today; 0 for chosen ones
 */
public record Period(LocalDate from, LocalDate until, int days) {

  /** Those chosen, where the first comes before the other; else so many back from today. */
  static Period of(String from, String until, LocalDate today, int days) {
    LocalDate first = day(from);
    LocalDate last = until.isBlank() ? today : day(until);
    return first != null && last != null && first.isBefore(last)
        ? new Period(first, last, 0)
        : new Period(today.minusDays(days), today, days);
  }

  private static @Nullable LocalDate day(String said) {
    try {
      LocalDate day = LocalDate.parse(said);
      return day.getYear() < 1970 || day.getYear() > 9999 ? null : day;
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
