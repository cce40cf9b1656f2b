package habitue.insight.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BgNbdTest {
  private static final BgNbd CDNOW = new BgNbd(0.243, 4.414, 0.793, 2.426);

  @Test
  void silence_makes_it_less_likely_that_they_are_still_a_customer() {
    double before = 1;
    for (int age = 100; age < 1_000; age += 100) {
      double alive = CDNOW.alive(new Buying(5, 100, age));
      assertThat(alive).isGreaterThan(0).isLessThan(before);
      before = alive;
    }
  }

  @Test
  void one_who_never_came_back_is_a_customer_for_all_that_is_known() {
    var once = new Buying(0, 0, 900);

    assertThat(CDNOW.alive(once)).isEqualTo(1);
    assertThat(CDNOW.aliveUntil(once, 0.3)).isInfinite();
  }

  @Test
  void it_falls_below_a_probability_at_the_age_that_is_foretold() {
    for (double probability : new double[] {0.05, 0.3, 0.5, 0.7}) {
      double weeks = CDNOW.aliveUntil(new Buying(7, 150, 150), probability);
      int days = (int) Math.ceil(weeks * 7);

      assertThat(CDNOW.alive(new Buying(7, 150, days))).isLessThanOrEqualTo(probability);
      assertThat(CDNOW.alive(new Buying(7, 150, days - 1))).isGreaterThan(probability);
    }
  }

  @Test
  void half_of_those_who_stay_come_back_within_the_middle_time() {
    var buying = new Buying(7, 280, 300);
    double middle = CDNOW.nextWithin(buying, 0.5);

    assertThat(CDNOW.nextWithin(buying, 0.1)).isLessThan(middle);
    assertThat(CDNOW.nextWithin(buying, 0.9)).isGreaterThan(middle);
    // Of a rate that is Gamma distributed: (age / (age + t))^(r + x) are still silent after t.
    double age = 4.414 + 300 / 7.0;
    assertThat(Math.pow(age / (age + middle), 7.243)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void more_weeks_bring_more_orders_and_none_bring_none() {
    var buying = new Buying(3, 200, 250);

    assertThat(CDNOW.expected(buying, 0)).isCloseTo(0, within(1e-12));
    double before = 0;
    for (int weeks = 1; weeks < 200; weeks += 7) {
      double expected = CDNOW.expected(buying, weeks);
      assertThat(expected).isGreaterThan(before);
      before = expected;
    }
  }

  @Test
  void a_leaving_rate_of_one_is_no_gap() {
    var at = new BgNbd(0.5, 5, 1, 2);
    var beside = new BgNbd(0.5, 5, 1.0001, 2);
    var buying = new Buying(3, 200, 250);

    assertThat(at.expected(buying, 52)).isCloseTo(beside.expected(buying, 52), within(1e-3));
  }

  @Test
  void the_slope_is_that_of_the_likelihood() {
    Cohort cohort = simulated(400, new BgNbd(0.6, 6, 0.8, 2.5), 3);
    double[] at = {0.7, 5, 0.9, 2.2};
    double[] by = BgNbdLikelihood.slope(cohort, of(at)).by();

    for (int i = 0; i < at.length; i++) {
      double step = at[i] * 1e-6;
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += step;
      down[i] -= step;
      double slope = (of(up).logLikelihood(cohort) - of(down).logLikelihood(cohort)) / (2 * step);
      assertThat(by[i]).isCloseTo(slope, within(1e-3 * Math.max(1, Math.abs(slope))));
    }
  }

  @Test
  void parameters_that_made_a_base_are_found_again() {
    var made = new BgNbd(0.6, 6, 0.8, 2.5);
    BgNbd fit = BgNbd.fit(simulated(60_000, made, 5)).orElseThrow();

    assertThat(fit.r()).isCloseTo(made.r(), within(0.05));
    assertThat(fit.alpha()).isCloseTo(made.alpha(), within(0.7));
    assertThat(fit.a() / (fit.a() + fit.b())).isCloseTo(0.8 / 3.3, within(0.02));
  }

  @Test
  void where_nobody_ever_leaves_everyone_is_still_a_customer() {
    var gathering = new Cohort.Gathering();
    var chance = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      int repeats = 5 + chance.nextInt(20);
      gathering.add(new Buying(repeats, 690 + chance.nextInt(10), 700));
    }
    BgNbd fit = BgNbd.fit(gathering.cohort()).orElseThrow();

    assertThat(fit.alive(new Buying(10, 695, 700))).isGreaterThan(0.99);
    // All order 14.5 times in 100 weeks on average: who ordered 10 times is between the two.
    assertThat(fit.expected(new Buying(10, 695, 700), 100)).isBetween(10.0, 14.5);
  }

  @Test
  void too_few_who_came_back_tell_nothing() {
    var gathering = new Cohort.Gathering();
    for (int i = 0; i < 1_000; i++) {
      gathering.add(new Buying(i < 29 ? 1 : 0, i < 29 ? 50 : 0, 300));
    }

    assertThat(BgNbd.fit(gathering.cohort())).isEmpty();
    assertThat(BgNbd.fit(new Cohort.Gathering().cohort())).isEmpty();
  }

  @Test
  void a_sample_has_of_each_group_its_share() {
    Cohort all = simulated(50_000, CDNOW, 2);
    Cohort sample = all.sample(5_000);

    assertThat(sample.customers()).isEqualTo(5_000);
    assertThat((double) sample.repeaters() / 5_000)
        .isCloseTo((double) all.repeaters() / 50_000, within(0.001));
    assertThat(all.sample(80_000).customers()).isEqualTo(50_000);
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> new Buying(1, 0, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Buying(0, 6, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BgNbd(0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BgNbd(1, Double.NaN, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void gauss_series_has_the_values_of_functions_it_is() {
    for (double z : new double[] {0.01, 0.3, 0.9, 0.99}) {
      assertThat(Hypergeometric.of(1, 1, 2, z)).isCloseTo(-Math.log1p(-z) / z, within(1e-9));
    }
  }

  private static BgNbd of(double[] at) {
    return new BgNbd(at[0], at[1], at[2], at[3]);
  }

  /** Customers who order and leave by the model itself, each watched for up to two years. */
  private static Cohort simulated(int customers, BgNbd model, long seed) {
    var chance = new Random(seed);
    var gathering = new Cohort.Gathering();
    for (int i = 0; i < customers; i++) {
      double rate = gamma(chance, model.r()) / model.alpha() / 7;
      double stay = gamma(chance, model.b());
      double leave = gamma(chance, model.a());
      leave = leave / (leave + stay);
      int age = 100 + chance.nextInt(600);
      double at = 0;
      int last = 0;
      int repeats = 0;
      boolean here = true;
      while (here) {
        at -= Math.log(1 - chance.nextDouble()) / rate;
        boolean ordered = at <= age;
        if (ordered && (int) at > last) {
          last = (int) at;
          repeats++;
        }
        here = ordered && chance.nextDouble() >= leave;
      }
      gathering.add(new Buying(repeats, last, age));
    }
    return gathering.cohort();
  }

  /** Marsaglia and Tsang, 2000. */
  private static double gamma(Random chance, double shape) {
    if (shape < 1) {
      return gamma(chance, shape + 1) * Math.pow(chance.nextDouble(), 1 / shape);
    }
    double d = shape - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = chance.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(chance.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
