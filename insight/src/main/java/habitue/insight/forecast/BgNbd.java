package habitue.insight.forecast;

import java.util.Optional;

/**
 * Who is still a customer and how often they will order: the BG/NBD model of Fader, Hardie and Lee
 * ("Counting Your Customers" the Easy Way, Marketing Science 24, 2005). Somebody orders at random
 * at a rate of their own, Gamma distributed with shape {@code r} and rate {@code alpha} over all
 * customers; after each order they leave for good with a probability of their own, Beta distributed
 * with {@code a} and {@code b}.
 *
 * <p>Time is in weeks. One who never bought again cannot have left by this model: their probability
 * is 1, which says nothing.
 */
public record BgNbd(double r, double alpha, double a, double b) {
  private static final double NEAR_ONE = 1e-7;
  private static final int FEWEST = 30;
  private static final int SAMPLE = 10_000;

  public BgNbd {
    if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
      throw new IllegalArgumentException(
          "parameters must be above 0: " + r + ", " + alpha + ", " + a + ", " + b);
    }
  }

  /**
   * The parameters that make these customers most likely: found on some of them first, from where
   * the way for all is short. Empty where fewer than 30 bought again.
   */
  public static Optional<BgNbd> fit(Cohort cohort) {
    if (cohort.repeaters() < FEWEST) {
      return Optional.empty();
    }
    double[] start = {1, cohort.meanAgeWeeks(), 1, 1};
    return fit(cohort.sample(SAMPLE), start).flatMap(near -> fit(cohort, near)).map(BgNbd::of);
  }

  private static Optional<double[]> fit(Cohort cohort, double[] start) {
    return Ascent.highest(start, at -> BgNbdLikelihood.slope(cohort, of(at)));
  }

  private static BgNbd of(double[] at) {
    return new BgNbd(at[0], at[1], at[2], at[3]);
  }

  /** The probability that they are still a customer. */
  public double alive(Buying buying) {
    return 1 / (1 + leftOdds(buying));
  }

  /**
   * The age in weeks at which they stop being a customer with this probability, if they don't
   * order; infinite for one who never bought again.
   */
  public double aliveUntil(Buying buying, double probability) {
    if (buying.repeats() == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double odds = (1 / probability - 1) * (b + buying.repeats() - 1) / a;
    double growth = StrictMath.pow(odds, 1 / (r + buying.repeats()));
    return (alpha + buying.recencyWeeks()) * growth - alpha;
  }

  /** How many orders to expect in so many weeks from now. */
  public double expected(Buying buying, double weeks) {
    double apart = StrictMath.abs(a - 1) < NEAR_ONE ? a + 2 * NEAR_ONE : a;
    int x = buying.repeats();
    double age = alpha + buying.ageWeeks();
    double series = Hypergeometric.of(r + x, b + x, apart + b + x - 1, weeks / (age + weeks));
    double still = 1 - StrictMath.pow(age / (age + weeks), r + x) * series;
    return (apart + b + x - 1) / (apart - 1) * still * alive(buying);
  }

  /**
   * The weeks from now within which the next order comes with this probability, if they are still a
   * customer.
   */
  public double nextWithin(Buying buying, double probability) {
    double growth = StrictMath.pow(1 - probability, -1 / (r + buying.repeats()));
    return (alpha + buying.ageWeeks()) * (growth - 1);
  }

  /** The natural logarithm of how likely these customers are. */
  public double logLikelihood(Cohort cohort) {
    return BgNbdLikelihood.slope(cohort, this).value();
  }

  private double leftOdds(Buying buying) {
    int x = buying.repeats();
    if (x == 0) {
      return 0;
    }
    double silence = (alpha + buying.ageWeeks()) / (alpha + buying.recencyWeeks());
    return a / (b + x - 1) * StrictMath.pow(silence, r + x);
  }
}
