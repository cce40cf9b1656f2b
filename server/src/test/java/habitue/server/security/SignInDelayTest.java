package habitue.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Guessing gets slower and slower; a colleague elsewhere never waits for it. */
class SignInDelayTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final SignInDelay delay = new SignInDelay(() -> now);

  private Duration tryNow(String user, String address) {
    return delay.begin(user, address);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void the_first_mistakes_are_free_then_each_doubles_the_wait() {
    for (int i = 0; i < 3; i++) {
      assertThat(tryNow("admin", "1.1.1.1")).isZero();
    }
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(tryNow("admin", "1.1.1.1")).isEqualTo(Duration.ofSeconds(seconds));
      pass(Duration.ofSeconds(seconds));
      assertThat(tryNow("admin", "1.1.1.1")).isZero();
    }
  }

  @Test
  void trying_too_early_makes_nothing_longer() {
    for (int i = 0; i < 3; i++) {
      tryNow("admin", "1.1.1.1");
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(tryNow("admin", "1.1.1.1")).isPositive();
    }
    pass(Duration.ofSeconds(1));
    assertThat(tryNow("admin", "1.1.1.1")).isZero();
  }

  @Test
  void a_colleague_at_another_address_does_not_wait() {
    for (int i = 0; i < 500; i++) {
      tryNow("admin", "6.6.6.6");
      pass(Duration.ofSeconds(61));
    }
    tryNow("admin", "6.6.6.6");
    assertThat(tryNow("admin", "6.6.6.6")).isPositive();
    assertThat(tryNow("admin", "1.1.1.1")).isZero();
  }

  @Test
  void an_address_that_tries_many_accounts_waits_a_little() {
    for (int i = 0; i < 20; i++) {
      assertThat(tryNow("user" + i, "6.6.6.6")).isZero();
    }
    assertThat(tryNow("user20", "6.6.6.6")).isEqualTo(Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofSeconds(6));
      assertThat(tryNow("user-" + i, "6.6.6.6")).isZero();
    }
    assertThat(tryNow("colleague", "6.6.6.6")).isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void a_right_password_ends_the_count() {
    for (int i = 0; i < 3; i++) {
      tryNow("admin", "1.1.1.1");
    }
    pass(Duration.ofSeconds(1));
    assertThat(tryNow("admin", "1.1.1.1")).isZero();
    delay.succeeded("admin", "1.1.1.1");
    for (int i = 0; i < 3; i++) {
      assertThat(tryNow("admin", "1.1.1.1")).isZero();
    }
  }

  @Test
  void an_hour_later_all_is_forgotten() {
    for (int i = 0; i < 3; i++) {
      tryNow("admin", "1.1.1.1");
    }
    pass(Duration.ofMinutes(62));
    assertThat(tryNow("admin", "1.1.1.1")).isZero();
    assertThat(tryNow("admin", "1.1.1.1")).isZero();
  }
}
