package habitue.engine.reward.earn;

import habitue.playbook.plan.Programme.Every;
import habitue.playbook.plan.Programme.Streak;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What goes on day by day, week by week, month by month, by the calendar of the brand. */
public final class Streaks {
  private Streaks() {}

  /**
   * In how many in a row it happened, this one and those before it; no more than are asked for. One
   * that is not over breaks nothing yet, but counts only once it happened in it.
   *
   * @param times when it happened
   */
  public static int row(Streak streak, List<Instant> times, Instant at, ZoneId zone) {
    Set<LocalDate> found = new HashSet<>();
    times.forEach(each -> found.add(begins(each.atZone(zone).toLocalDate(), streak.every())));
    LocalDate begins = begins(at.atZone(zone).toLocalDate(), streak.every());
    if (!found.contains(begins)) {
      begins = before(begins, streak.every());
    }
    int row = 0;
    while (row < streak.times() && found.contains(begins)) {
      begins = before(begins, streak.every());
      row++;
    }
    return row;
  }

  private static LocalDate begins(LocalDate day, Every every) {
    return switch (every) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  private static LocalDate before(LocalDate begins, Every every) {
    return switch (every) {
      case DAY -> begins.minusDays(1);
      case WEEK -> begins.minusWeeks(1);
      case MONTH -> begins.minusMonths(1);
      case YEAR -> begins.minusYears(1);
    };
  }
}
