package habitue.insight.forecast;

import java.util.Optional;

/**
 * What a customer spends on an order: the Gamma-Gamma model (Fader and Hardie, "The Gamma-Gamma
 * Model of Monetary Value", 2013). Amounts of one customer are Gamma distributed with shape {@code
 * p} and a rate of their own, which is Gamma distributed over all customers with shape {@code q}
 * and rate {@code gamma}. Holds where spending says nothing about how often somebody comes.
 */
public record GammaGamma(double p, double q, double gamma) {
  private static final int FEWEST = 30;

  public GammaGamma {
    if (!(p > 0 && q > 0 && gamma > 0)) {
      throw new IllegalArgumentException(
          "parameters must be above 0: " + p + ", " + q + ", " + gamma);
    }
  }

  /**
   * Empty where too few bought again, or where amounts differ so that they have no mean.
   *
   * @param spending of those who bought again
   */
  public static Optional<GammaGamma> fit(Spending spending) {
    if (spending.customers() < FEWEST) {
      return Optional.empty();
    }
    double[] start = {1, 2, spending.mean()};
    return Ascent.highest(start, at -> spending.slope(of(at)))
        .map(GammaGamma::of)
        .filter(fit -> fit.q > 1);
  }

  private static GammaGamma of(double[] at) {
    return new GammaGamma(at[0], at[1], at[2]);
  }

  /**
   * What their next order is worth, in the unit of the amounts.
   *
   * @param repeats the orders that the mean is of; with 0 the answer is the same for everyone
   */
  public double expected(int repeats, double mean) {
    return p * (gamma + repeats * mean) / (p * repeats + q - 1);
  }

  /** The natural logarithm of how likely this spending is. */
  public double logLikelihood(Spending spending) {
    return spending.slope(this).value();
  }
}
