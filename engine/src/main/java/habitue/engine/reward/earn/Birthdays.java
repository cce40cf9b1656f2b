package habitue.engine.reward.earn;

import habitue.engine.Context;
import habitue.engine.identify.Profile;
import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.ledger.Ledger;
import habitue.model.Value;
import habitue.playbook.plan.AwardNames;
import habitue.playbook.plan.Programme;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/*
 * Once in each year of the calendar, whatever someone says of the day meanwhile. Of who was born on
 * the 29th of February, on the 28th where there is none.
 */

/** What a birthday earns. */
public final class Birthdays {
  private static final String RULE = AwardNames.BIRTHDAY;
  private static final String TRAIT = "birthday";
  private static final String ZONE = "timezone";

  private Birthdays() {}

  /**
   * When someone was born, and by which clock their days begin.
   *
   * @param day null where they did not say
   */
  public record Birth(@Nullable LocalDate day, ZoneId zone) {

    /** As their traits say it; by the brand's clock where they do not. */
    public static Birth of(Profile profile, ZoneId brands) {
      LocalDate day = profile.trait(TRAIT).map(Birth::day).orElse(null);
      return new Birth(day, profile.trait(ZONE).map(Birth::zone).orElse(brands));
    }

    private static @Nullable LocalDate day(Value said) {
      if (said instanceof Value.Text(String text) && text.length() >= 10 && text.length() <= 40) {
        try {
          return LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException none) {
          return null;
        }
      }
      return null;
    }

    private static @Nullable ZoneId zone(Value said) {
      try {
        return said instanceof Value.Text(String text) ? ZoneId.of(text) : null;
      } catch (DateTimeException none) {
        return null;
      }
    }

    /** Whether it is their birthday at an instant. */
    boolean today(Instant now) {
      LocalDate date = now.atZone(zone).toLocalDate();
      return day != null && day.isBefore(date) && day.withYear(date.getYear()).equals(date);
    }

    /** When their next birthday begins, after an instant; null where nobody knows. */
    @Nullable Instant next(Instant after) {
      if (day == null) {
        return null;
      }
      Instant born = day.atStartOfDay(zone).toInstant();
      Instant from = after.isBefore(born) ? born : after;
      int year = from.atZone(zone).getYear();
      Instant begins = begins(day, year);
      return begins.isAfter(from) ? begins : begins(day, year + 1);
    }

    private Instant begins(LocalDate born, int year) {
      return born.withYear(year).atStartOfDay(zone).toInstant();
    }
  }

  static void decide(Dealing dealing, Birth birth) {
    Long points = dealing.programme().birthday();
    Instant now = dealing.now();
    if (points == null || !dealing.earns() || !birth.today(now)) {
      return;
    }
    String id = RULE + "@" + now.atZone(birth.zone()).getYear();
    dealing.post(
        dealing.award(id, RULE, "", Ledger.NOBODYS, points, now),
        dealing.because(RULE, "reward.birthday", ""));
  }

  /** When the next birthday begins that earns something; null for never. */
  public static @Nullable Instant next(Context context, Profile profile, Book book, Instant after) {
    for (Programme programme : context.playbook().plan().programmes()) {
      Member member = book.member(programme.name()).orElse(null);
      if (programme.birthday() != null && member != null && member.active()) {
        return Birth.of(profile, context.zone()).next(after);
      }
    }
    return null;
  }
}
