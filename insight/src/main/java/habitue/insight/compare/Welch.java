package habitue.insight.compare;

import org.jspecify.annotations.Nullable;

/*
 * B. L. Welch, The generalization of 'Student's' problem when several different population
 * variances are involved, Biometrika 34 (1947). Its degrees of freedom are those of Satterthwaite
 * (1946). The quantile of Student's t is expanded around the normal one (Abramowitz and Stegun,
 * 26.7.5): with the nine degrees of freedom that there are at least it is right to four digits.
 */

/** How far the means of two groups are apart, whose variances need not be the same. */
public final class Welch {
  /** How often such an interval holds the true difference. */
  public static final double CONFIDENCE = 0.95;

  /** Of fewer nothing is said. */
  public static final int LEAST = 10;

  /** The quantile of the normal distribution at 0.975. */
  private static final double NORMAL = 1.959963984540054;

  private Welch() {}

  /**
   * Between which two values the true difference lies, in {@link #CONFIDENCE} of all cases.
   *
   * @param difference as it was seen
   */
  public record Interval(double difference, double low, double high) {
    /** Whether chance alone would not do it. */
    public boolean differs() {
      return low > 0 || high < 0;
    }
  }

  /** By how much the mean of one is above the other's; null where too little was seen. */
  public static @Nullable Interval difference(Sample one, Sample other) {
    double ofOne = one.variance() / one.size();
    double ofOther = other.variance() / other.size();
    double error = ofOne + ofOther;
    if (Math.min(one.size(), other.size()) < LEAST || error <= 0) {
      return null;
    }
    double freedom =
        error * error / (ofOne * ofOne / (one.size() - 1) + ofOther * ofOther / (other.size() - 1));
    double reach = quantile(freedom) * StrictMath.sqrt(error);
    double difference = one.mean() - other.mean();
    return new Interval(difference, difference - reach, difference + reach);
  }

  /** Of Student's t at 0.975. */
  static double quantile(double freedom) {
    double z = NORMAL;
    double square = z * z;
    double first = z * (square + 1) / 4;
    double second = z * ((5 * square + 16) * square + 3) / 96;
    double third = z * (((3 * square + 19) * square + 17) * square - 15) / 384;
    double fourth =
        z * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160;
    return z + (first + (second + (third + fourth / freedom) / freedom) / freedom) / freedom;
  }
}
