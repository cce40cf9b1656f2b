package habitue.insight.forecast;

import org.hipparchus.special.Gamma;

/** The logarithm of the BG/NBD likelihood of a cohort, and its slope in each parameter. */
final class BgNbdLikelihood {
  private final Cohort cohort;
  private final BgNbd model;
  private double sum;
  private double byR;
  private double byAlpha;
  private double byA;
  private double byB;

  private BgNbdLikelihood(Cohort cohort, BgNbd model) {
    this.cohort = cohort;
    this.model = model;
  }

  static Slope slope(Cohort cohort, BgNbd model) {
    var likelihood = new BgNbdLikelihood(cohort, model);
    int end;
    for (int group = 0; group < cohort.groups(); group = end) {
      end = group + 1;
      while (end < cohort.groups() && cohort.repeats(end) == cohort.repeats(group)) {
        end++;
      }
      likelihood.add(group, end);
    }
    return new Slope(
        likelihood.sum,
        new double[] {likelihood.byR, likelihood.byAlpha, likelihood.byA, likelihood.byB});
  }

  /** Adds the groups of one number of repeats, for which most functions have one value. */
  private void add(int from, int to) {
    int x = cohort.repeats(from);
    int customers = 0;
    double r = model.r() + x;
    double left = x == 0 ? 0 : StrictMath.log(model.a()) - StrictMath.log(model.b() + x - 1);
    double gone = 0;
    for (int group = from; group < to; group++) {
      int count = cohort.count(group);
      customers += count;
      gone += count * one(group, r, left);
    }
    fixed(x, customers, gone);
  }

  /** Adds what differs by recency and age; answers the weight of having left. */
  private double one(int group, double r, double left) {
    int count = cohort.count(group);
    double age = model.alpha() + cohort.ageWeeks(group);
    double logAge = StrictMath.log(age);
    if (cohort.repeats(group) == 0) {
      sum -= count * r * logAge;
      byR -= count * logAge;
      byAlpha -= count * r / age;
      return 0;
    }
    double recency = model.alpha() + cohort.recencyWeeks(group);
    double logRecency = StrictMath.log(recency);
    double odds = StrictMath.exp(left + r * (logAge - logRecency));
    // Beyond what a double holds, having left is all there is.
    double gone = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
    sum +=
        count
            * (Double.isInfinite(odds)
                ? left - r * logRecency
                : StrictMath.log1p(odds) - r * logAge);
    byR -= count * ((1 - gone) * logAge + gone * logRecency);
    byAlpha -= count * r * ((1 - gone) / age + gone / recency);
    return gone;
  }

  /** Adds what is the same for all with so many repeats. */
  private void fixed(int x, int customers, double gone) {
    double r = model.r();
    double a = model.a();
    double b = model.b();
    double logAlpha = StrictMath.log(model.alpha());
    double same =
        Gamma.logGamma(r + x)
            - Gamma.logGamma(r)
            + r * logAlpha
            + Gamma.logGamma(a + b)
            + Gamma.logGamma(b + x)
            - Gamma.logGamma(b)
            - Gamma.logGamma(a + b + x);
    double both = Gamma.digamma(a + b) - Gamma.digamma(a + b + x);
    sum += customers * same;
    byR += customers * (Gamma.digamma(r + x) - Gamma.digamma(r) + logAlpha);
    byAlpha += customers * r / model.alpha();
    byA += customers * both + gone / a;
    byB += customers * (both + Gamma.digamma(b + x) - Gamma.digamma(b));
    byB -= x == 0 ? 0 : gone / (b + x - 1);
  }
}
