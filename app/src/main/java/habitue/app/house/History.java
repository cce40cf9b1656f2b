package habitue.app.house;

import habitue.engine.Fits;
import habitue.warehouse.report.Fitting;
import habitue.warehouse.report.Fitting.Past;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Tells when orders of months that ended before have come in, and have stopped coming: then those
 * months are fitted. It is so where the first such month has no fit, or where more than a twentieth
 * came since the months were fitted, as far as this run knows.
 */
final class History {
  private static final Duration SETTLED = Duration.ofMinutes(5);
  private static final double MORE = 1.05;

  private final Fitting fitting;
  private final ZoneId zone;
  private long taken = -1;
  private @Nullable LocalDate month;
  private Past seen = new Past(null, 0);
  private long fitted;
  private Instant since = Instant.EPOCH;

  History(Fitting fitting, ZoneId zone) {
    this.fitting = fitting;
    this.zone = zone;
  }

  /**
   * Whether nothing of those months has come for some minutes.
   *
   * @param changes how many the tables took: while none comes, nothing is asked of them
   */
  boolean settled(Instant now, long changes) {
    LocalDate begun = LocalDate.ofInstant(now, zone).withDayOfMonth(1);
    if (!begun.equals(month)) {
      month = begun;
      seen = fitting.past(begun);
      fitted = seen.orders();
      since = now;
    } else if (changes != taken) {
      Past found = fitting.past(begun);
      since = found.equals(seen) ? since : now;
      seen = found;
    }
    taken = changes;
    return !since.plus(SETTLED).isAfter(now);
  }

  boolean due(Fits fits) {
    return seen.orders() > fitted * MORE || unfitted(fits, seen.first());
  }

  private static boolean unfitted(Fits fits, @Nullable Instant first) {
    return first != null
        && (fits.all().isEmpty() || fits.all().getFirst().from() > first.toEpochMilli());
  }

  /** The months that have ended are fitted. */
  void fitted(Instant now) {
    fitted = seen.orders();
    since = now;
  }
}
