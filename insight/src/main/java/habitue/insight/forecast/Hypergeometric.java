package habitue.insight.forecast;

/** Gauss's hypergeometric function, by its series: converges for arguments below 1. */
final class Hypergeometric {
  private static final double ENOUGH = 1e-13;
  private static final int MOST_TERMS = 100_000;

  private Hypergeometric() {}

  static double of(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int j = 0; j < MOST_TERMS; j++) {
      term *= (a + j) * (b + j) / ((c + j) * (j + 1)) * z;
      sum += term;
      if (StrictMath.abs(term) < ENOUGH * StrictMath.abs(sum)) {
        return sum;
      }
    }
    throw new ArithmeticException("no sum for " + a + ", " + b + ", " + c + ", " + z);
  }
}
