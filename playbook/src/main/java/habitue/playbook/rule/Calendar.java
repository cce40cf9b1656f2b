package habitue.playbook.rule;

import habitue.model.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalField;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * The calendar in the brand's zone. Whoever was born on 29 February has their birthday on the 28th
 * in other years. Every answer holds until the day, or the hour, is over there: days have 23 to 25
 * hours, and some instants of a day are there twice or never.
 */
final class Calendar {
  private Calendar() {}

  /** A part of the instant's date or time, as ISO 8601 counts: Monday is 1, January is 1. */
  record Part(TemporalField field) implements Whole {
    @Override
    public long value(Look look) {
      ZonedDateTime now = Instant.ofEpochMilli(look.now).atZone(look.zone);
      if (field == ChronoField.HOUR_OF_DAY) {
        look.ends(now.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant().toEpochMilli());
        ZoneOffsetTransition shift = look.zone.getRules().nextTransition(now.toInstant());
        look.ends(shift == null ? Look.NEVER : shift.getInstant().toEpochMilli());
      } else {
        look.ends(millis(now.toLocalDate().plusDays(1), look));
      }
      return now.get(field);
    }
  }

  /** Full years since a day. */
  record Age(Said day) implements Whole {
    @Override
    public long value(Look look) {
      LocalDate born = date(day.value(look));
      LocalDate today = today(look);
      if (born == null || born.isAfter(today)) {
        return Arithmetic.nothing(look);
      }
      long years = ChronoUnit.YEARS.between(born, today);
      while (!anniversary(born, born.getYear() + years + 1).isAfter(today)) {
        years++;
      }
      look.ends(millis(anniversary(born, born.getYear() + years + 1), look));
      return years;
    }
  }

  /** Whether today is the day of the year. */
  record Birthday(Said day) implements Truth {
    @Override
    public Answer answer(Look look) {
      LocalDate born = date(day.value(look));
      if (born == null) {
        return Answer.ABSENT;
      }
      LocalDate today = today(look);
      LocalDate next = anniversary(born, today.getYear());
      if (next.equals(today)) {
        look.ends(millis(today.plusDays(1), look));
        return Answer.YES;
      }
      look.ends(millis(next.isAfter(today) ? next : anniversary(born, today.getYear() + 1), look));
      return Answer.NO;
    }
  }

  /** An instant, or the first of a day, that something says. */
  record InstantOf(Said said) implements Whole {
    @Override
    public long value(Look look) {
      if (said.value(look) instanceof Value.Text(String text)) {
        LocalDate day = date(Value.of(text));
        if (day != null && text.length() == 10) {
          return millis(day, look);
        }
        try {
          return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException none) {
          return Arithmetic.nothing(look);
        }
      }
      return Arithmetic.nothing(look);
    }
  }

  /** The first instant of a day that the rule itself names. */
  record FirstOf(LocalDate day) implements Whole {
    @Override
    public long value(Look look) {
      return millis(day, look);
    }
  }

  static @Nullable LocalDate date(@Nullable Value value) {
    if (value instanceof Value.Text(String text) && text.length() >= 10 && text.length() <= 40) {
      try {
        return LocalDate.parse(text.substring(0, 10));
      } catch (DateTimeException none) {
        return null;
      }
    }
    return null;
  }

  private static LocalDate anniversary(LocalDate born, long year) {
    return born.withYear(Math.toIntExact(year));
  }

  private static LocalDate today(Look look) {
    return Instant.ofEpochMilli(look.now).atZone(look.zone).toLocalDate();
  }

  private static long millis(LocalDate day, Look look) {
    return day.atStartOfDay(look.zone).toInstant().toEpochMilli();
  }
}
