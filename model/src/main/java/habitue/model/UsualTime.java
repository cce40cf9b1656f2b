package habitue.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads times written as nearly all are, {@code 2026-03-01T10:00:00.000Z}, in a tenth of the time
 * the general parser takes.
 */
public final class UsualTime {
  private UsualTime() {}

  /**
   * The instant; null for a text of any other form.
   *
   * @throws DateTimeException for a day there never was
   */
  public static @Nullable Instant parse(String text) {
    if (text.length() != 24 || !marked(text)) {
      return null;
    }
    int year = digits(text, 0, 4);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    int millis = digits(text, 20, 3);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    boolean digits = (year | month | day | hour | minute | second | millis) >= 0;
    if (!digits || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    return Instant.ofEpochSecond(seconds, millis * 1_000_000L);
  }

  private static boolean marked(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && text.charAt(19) == '.'
        && text.charAt(23) == 'Z';
  }

  /** A number of so many digits; below zero where something else stands. */
  private static int digits(String text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
