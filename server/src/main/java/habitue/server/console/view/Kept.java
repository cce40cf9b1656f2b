package habitue.server.console.view;

import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long what is known is kept, and what the last sweep let go of.
 *
 * @param rules none where nothing expires
 * @param at when the last sweep began; null before the first
 * @param erased people it erased
 * @param reduced people of whom it left only orders
 * @param records records it let go of otherwise
 * @param next when the next person expires if they stay away; null where nobody will
 * @param ever what all sweeps let go of
 */
public record Kept(
    List<Rule> rules,
    @Nullable Instant at,
    long erased,
    long reduced,
    long records,
    @Nullable Instant next,
    Ever ever) {
  public static final Kept ALL = new Kept(List.of(), null, 0, 0, 0, null, new Ever(0, 0));

  public Kept {
    rules = List.copyOf(rules);
  }

  /** People erased and records let go of by all sweeps there were. */
  public record Ever(long erased, long records) {}

  /**
   * How long one kind is kept.
   *
   * @param what {@code visitor}, {@code prospect}, {@code customer}, {@code accounting}, {@code
   *     other}, or the name of an event
   * @param unit {@code days}, {@code months} or {@code years}
   */
  public record Rule(String what, String unit, long count) {
    private static final int MONTHS_OF_A_YEAR = 12;

    public static Rule of(String what, Period period) {
      long months = period.toTotalMonths();
      if (months == 0) {
        return new Rule(what, "days", period.get(ChronoUnit.DAYS));
      }
      return months % MONTHS_OF_A_YEAR == 0
          ? new Rule(what, "years", months / MONTHS_OF_A_YEAR)
          : new Rule(what, "months", months);
    }
  }
}
