package habitue.server.console.words;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Dates with their year, hours, and how long ago. */
final class Dates {
  private final Words words;
  private final ZoneId zone;
  private final Instant now;
  private final boolean french;
  private final DateTimeFormatter day;
  private final DateTimeFormatter longDay;
  private final DateTimeFormatter month;
  private final DateTimeFormatter monthAlone;
  private final DateTimeFormatter weekday;

  Dates(Words words, Language language, ZoneId zone, Instant now) {
    this.words = words;
    this.zone = zone;
    this.now = now;
    this.french = language == Language.FRENCH;
    this.day = DateTimeFormatter.ofPattern("d\u00a0MMM\u00a0yyyy", language.locale());
    this.longDay = DateTimeFormatter.ofPattern("d\u00a0MMMM\u00a0yyyy", language.locale());
    this.month = DateTimeFormatter.ofPattern("MMM\u00a0yyyy", language.locale());
    this.monthAlone = DateTimeFormatter.ofPattern("MMM", language.locale());
    this.weekday = DateTimeFormatter.ofPattern("EEEE d\u00a0MMMM\u00a0yyyy", language.locale());
  }

  /** For the same reader in another language. */
  Words in(Language language) {
    return new Words(language, zone, now);
  }

  String day(LocalDate date) {
    return first(date.format(day), date.getDayOfMonth());
  }

  String when(Instant at) {
    return date(at).equals(date(now)) ? time(at) : day(date(at));
  }

  String longDay(LocalDate date) {
    return first(date.format(longDay), date.getDayOfMonth());
  }

  String weekday(LocalDate date) {
    return date.format(weekday);
  }

  /** French says “1er janvier” for the first, and only for it. */
  private String first(String written, int dayOfMonth) {
    return french && dayOfMonth == 1 ? "1er" + written.substring(1) : written;
  }

  String month(YearMonth of) {
    return of.format(month);
  }

  String monthAlone(YearMonth of) {
    return of.format(monthAlone);
  }

  /** {@code 14:16}; {@code 14 h 16}, and {@code 10 h} on the hour. */
  String time(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    if (!french) {
      return "%02d:%02d".formatted(local.getHour(), local.getMinute());
    }
    String hour = local.getHour() + "\u00a0h";
    return local.getMinute() == 0 ? hour : hour + "\u00a0%02d".formatted(local.getMinute());
  }

  LocalDate date(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  String ago(Instant at) {
    Duration past = Duration.between(at, now);
    if (past.isNegative() || past.compareTo(Duration.ofMinutes(1)) < 0) {
      return past.compareTo(Duration.ofMinutes(-1)) < 0 ? day(date(at)) : words.say("ago.now");
    }
    if (past.compareTo(Duration.ofHours(1)) < 0) {
      return words.plural("ago.minutes", past.toMinutes());
    }
    long days = ChronoUnit.DAYS.between(date(at), date(now));
    if (days == 0) {
      return words.plural("ago.hours", past.toHours());
    }
    if (days < 60) {
      return days == 1 ? words.say("ago.yesterday") : words.plural("ago.days", days);
    }
    long months = ChronoUnit.MONTHS.between(date(at), date(now));
    return months < 24
        ? words.plural("ago.months", months)
        : words.plural("ago.years", months / 12);
  }

  /** {@code 5 days}, {@code 3 hours}, {@code 40 seconds}: one unit, rounded down. */
  String duration(Duration duration) {
    if (duration.toDays() > 0) {
      return words.plural("for.days", duration.toDays());
    }
    if (duration.toHours() > 0) {
      return words.plural("for.hours", duration.toHours());
    }
    return duration.toMinutes() > 0
        ? words.plural("for.minutes", duration.toMinutes())
        : words.plural("for.seconds", duration.toSeconds());
  }
}
