package habitue.warehouse;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the tables are behind the store.
 *
 * @param current when the follower last found nothing left to take; null before the first time
 * @param newest when the newest event taken since the start was recorded; null without one
 * @param taken changes taken since the start
 * @param trouble why the last transaction failed, in words; null when it did not
 */
public record Lag(
    @Nullable Instant current, @Nullable Instant newest, long taken, @Nullable String trouble) {
  static final Lag UNKNOWN = new Lag(null, null, 0, null);

  /** At most so long ago a change may have happened that the tables do not show yet. */
  public Duration behind(Instant now) {
    Instant since = newest;
    if (current != null && (since == null || current.isAfter(since))) {
      since = current;
    }
    return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
  }

  Lag found(@Nullable Instant recorded, long changes, @Nullable Instant allTaken) {
    return new Lag(
        allTaken == null ? current : allTaken,
        recorded == null ? newest : recorded,
        taken + changes,
        null);
  }

  Lag failed(String why) {
    return new Lag(current, newest, taken, why);
  }
}
