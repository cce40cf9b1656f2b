package habitue.warehouse;

import habitue.warehouse.rows.Taken;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the tables are behind the store.
 *
 * @param current when the follower last found nothing left to take; null before the first time
 * @param newest when the newest event taken since the start was recorded; null without one
 * @param taken changes taken since the start
 * @param waiting customers whose own row is further behind, under load
 * @param trouble why the last transaction failed, in words; null when it did not
 */
public record Lag(
    @Nullable Instant current,
    @Nullable Instant newest,
    long taken,
    long waiting,
    @Nullable String trouble) {
  static final Lag UNKNOWN = new Lag(null, null, 0, 0, null);

  /** At most so long ago a change may have happened that the tables do not show yet. */
  public Duration behind(Instant now) {
    Instant since = newest;
    if (current != null && (since == null || current.isAfter(since))) {
      since = current;
    }
    return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
  }

  Lag found(Taken found, Instant start) {
    return new Lag(
        found.more() ? current : start,
        found.newest() == null ? newest : found.newest(),
        taken + found.changes(),
        found.waiting(),
        null);
  }

  Lag failed(String why) {
    return new Lag(current, newest, taken, waiting, why);
  }
}
