package habitue.insight.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import habitue.insight.compare.Welch.Interval;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WelchTest {
  /** As printed in tables of Student's t. */
  @Test
  void quantiles_are_those_of_the_tables() {
    assertThat(Welch.quantile(9)).isCloseTo(2.262157, within(1e-4));
    assertThat(Welch.quantile(10)).isCloseTo(2.228139, within(1e-4));
    assertThat(Welch.quantile(30)).isCloseTo(2.042272, within(1e-5));
    assertThat(Welch.quantile(100)).isCloseTo(1.983972, within(1e-6));
    assertThat(Welch.quantile(1e9)).isCloseTo(1.959964, within(1e-6));
  }

  /** 20 of mean 5 and variance 4, 10 of mean 3 and variance 9: error 1.1, freedom 13.14. */
  @Test
  void an_interval_can_be_followed_with_a_pencil() {
    Interval interval = Welch.difference(new Sample(20, 5, 4), new Sample(10, 3, 9));
    assertThat(interval).isNotNull();
    assertThat(interval.difference()).isEqualTo(2);
    double freedom = 1.21 / (0.04 / 19 + 0.81 / 9);
    assertThat(freedom).isCloseTo(13.137, within(1e-3));
    assertThat(interval.high() - 2)
        .isCloseTo(Welch.quantile(freedom) * Math.sqrt(1.1), within(1e-12))
        .isCloseTo(2.2635, within(1e-3));
    assertThat(interval.low() + interval.high()).isCloseTo(4, within(1e-12));
    assertThat(interval.differs()).isFalse();
  }

  @Test
  void of_too_few_or_of_nothing_but_the_same_nothing_is_said() {
    assertThat(Welch.difference(new Sample(9, 5, 4), new Sample(900, 3, 9))).isNull();
    assertThat(Welch.difference(new Sample(900, 0, 0), new Sample(900, 0, 0))).isNull();
  }

  /** Of amounts as shops have them: most people spend nothing, some much. */
  @Test
  void about_nineteen_of_twenty_intervals_hold_the_truth_and_of_few_people_fewer() {
    assertThat(holding(4_000, 400)).isBetween(930, 965);
    assertThat(holding(90, 10)).as("which is why so few are said to be too few").isLessThan(900);
  }

  /** Of a thousand comparisons between what does not differ. */
  private static int holding(int one, int other) {
    var random = new Random(7);
    int holds = 0;
    for (int round = 0; round < 1_000; round++) {
      Interval interval = Welch.difference(drawn(random, one), drawn(random, other));
      holds += interval == null || interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }
    return holds;
  }

  private static Sample drawn(Random random, int size) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      double spent = random.nextInt(10) < 3 ? Math.exp(3 + random.nextGaussian()) : 0;
      sum += spent;
      squares += spent * spent;
    }
    return new Sample(size, sum / size, (squares - sum * sum / size) / (size - 1));
  }
}
