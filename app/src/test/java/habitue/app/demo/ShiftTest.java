package habitue.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class ShiftTest {
  /** A Friday, in winter time. */
  private static final LocalDateTime LAST_ORDER = LocalDateTime.of(2011, 12, 9, 12, 50);

  @Test
  void the_last_order_is_moved_to_the_same_weekday_and_hour_of_the_past_seven_days() {
    var shift = weeksAt("2026-11-22T05:36:00Z");
    assertThat(shift).isEqualTo(new Shift(780));
    assertThat(shift.instant(LAST_ORDER)).isEqualTo("2026-11-20T12:50:00Z");
  }

  @Test
  void a_new_week_begins_at_the_very_minute_of_the_last_order() {
    assertThat(weeksAt("2026-11-27T12:49:59Z")).isEqualTo(new Shift(780));
    assertThat(weeksAt("2026-11-27T12:50:00Z")).isEqualTo(new Shift(781));
  }

  @Test
  void in_summer_the_minute_is_that_of_londons_clocks() {
    assertThat(weeksAt("2026-07-17T11:49:59Z")).isEqualTo(new Shift(761));
    assertThat(weeksAt("2026-07-17T11:50:00Z")).isEqualTo(new Shift(762));
    assertThat(new Shift(762).instant(LAST_ORDER)).isEqualTo("2026-07-17T11:50:00Z");
  }

  @Test
  void the_week_that_the_clocks_change_in_is_an_hour_shorter_or_longer_and_still_one_week() {
    var beforeSpring = weeksAt("2026-03-27T12:50:00Z");
    assertThat(weeksAt("2026-04-03T11:50:00Z").weeks()).isEqualTo(beforeSpring.weeks() + 1);
    var beforeAutumn = weeksAt("2026-10-23T11:50:00Z");
    assertThat(weeksAt("2026-10-30T12:49:59Z")).isEqualTo(beforeAutumn);
    assertThat(weeksAt("2026-10-30T12:50:00Z").weeks()).isEqualTo(beforeAutumn.weeks() + 1);
  }

  @Test
  void at_any_hour_of_two_years_the_last_order_is_past_and_less_than_seven_london_days_ago() {
    var start = Instant.parse("2026-01-01T00:00:00Z");
    for (int hour = 0; hour < 2 * 366 * 24; hour++) {
      var now = start.plus(hour, ChronoUnit.HOURS);
      var elapsed = Duration.between(Shift.upTo(now, LAST_ORDER).instant(LAST_ORDER), now);
      assertThat(elapsed).isBetween(Duration.ZERO, Duration.ofDays(7).plusHours(1));
    }
  }

  @Test
  void before_the_shops_own_time_nothing_moves() {
    assertThat(weeksAt("2011-12-09T12:50:00Z")).isEqualTo(Shift.NONE);
    assertThat(weeksAt("2010-01-01T00:00:00Z")).isEqualTo(Shift.NONE);
    assertThatThrownBy(() -> new Shift(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Shift weeksAt(String now) {
    return Shift.upTo(Instant.parse(now), LAST_ORDER);
  }
}
