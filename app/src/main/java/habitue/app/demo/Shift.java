package habitue.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * How many whole weeks the shop's year is moved towards today.
 *
 * <p>Weeks keep weekdays, and moving the wall clock in London rather than the instant keeps opening
 * hours: an order at 10:00 stays at 10:00, in summer as in winter.
 */
public record Shift(int weeks) {
  /** The dates as published. */
  public static final Shift NONE = new Shift(0);

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  public Shift {
    if (weeks < 0) {
      throw new IllegalArgumentException("the demo shop never moves back: " + weeks + " weeks");
    }
  }

  /** The most weeks that leave the last order no later than now: less than seven days ago. */
  static Shift upTo(Instant now, LocalDateTime lastOrder) {
    var elapsed = Duration.between(lastOrder, LocalDateTime.ofInstant(now, LONDON));
    return new Shift((int) Math.max(0, elapsed.toDays() / 7));
  }

  Instant instant(LocalDateTime published) {
    return published.plusWeeks(weeks).atZone(LONDON).toInstant();
  }
}
