package habitue.insight.forecast;

import java.util.Arrays;
import org.hipparchus.special.Gamma;

/** What customers who bought again spent on an order on average, ordered by how often they did. */
public final class Spending {
  private final int[] repeats;
  private final double[] means;

  private Spending(int[] repeats, double[] means) {
    this.repeats = repeats;
    this.means = means;
  }

  /** Takes customers one by one. */
  public static final class Gathering {
    private int[] repeats = new int[1024];
    private double[] means = new double[1024];
    private int size;

    /** Adds a customer; one without repeats, or whose orders were worth nothing, is left out. */
    public void add(int orders, double mean) {
      if (orders <= 0 || !(mean > 0)) {
        return;
      }
      if (size == means.length) {
        repeats = Arrays.copyOf(repeats, size + (size >> 1));
        means = Arrays.copyOf(means, size + (size >> 1));
      }
      repeats[size] = orders;
      means[size++] = mean;
    }

    public Spending spending() {
      var order = new long[size];
      for (int i = 0; i < size; i++) {
        order[i] = (long) repeats[i] << Integer.SIZE | i;
      }
      Arrays.sort(order);
      return new Spending(
          Arrays.stream(order).mapToInt(each -> (int) (each >>> Integer.SIZE)).toArray(),
          Arrays.stream(order).mapToDouble(each -> means[(int) each]).toArray());
    }
  }

  public int customers() {
    return means.length;
  }

  double mean() {
    return Arrays.stream(means).average().orElse(0);
  }

  /** The logarithm of the Gamma-Gamma likelihood, and its slope in p, q and gamma. */
  Slope slope(GammaGamma model) {
    var sum = new Sum(model);
    for (int i = 0; i < means.length; i++) {
      sum.add(repeats[i], means[i]);
    }
    return sum.slope();
  }

  private static final class Sum {
    private final double p;
    private final double q;
    private final double gamma;
    private final double fixed;
    private final double fixedByQ;
    private double value;
    private double byP;
    private double byQ;
    private double byGamma;
    // What is the same for all with so many repeats.
    private int x;
    private double same;
    private double sameByP;
    private double sameByQ;

    Sum(GammaGamma model) {
      this.p = model.p();
      this.q = model.q();
      this.gamma = model.gamma();
      this.fixed = q * StrictMath.log(gamma) - Gamma.logGamma(q);
      this.fixedByQ = StrictMath.log(gamma) - Gamma.digamma(q);
    }

    void add(int repeats, double mean) {
      if (repeats != x) {
        many(repeats);
      }
      double spent = gamma + x * mean;
      double log = StrictMath.log(spent);
      double logMean = StrictMath.log(mean);
      double shape = p * x + q;
      value += same + (p * x - 1) * logMean - shape * log;
      byP += sameByP + x * (logMean - log);
      byQ += sameByQ - log;
      byGamma += q / gamma - shape / spent;
    }

    private void many(int repeats) {
      x = repeats;
      double px = p * x;
      double both = Gamma.digamma(px + q);
      same = fixed + Gamma.logGamma(px + q) - Gamma.logGamma(px) + px * StrictMath.log(x);
      sameByP = x * (both - Gamma.digamma(px) + StrictMath.log(x));
      sameByQ = fixedByQ + both;
    }

    Slope slope() {
      return new Slope(value, new double[] {byP, byQ, byGamma});
    }
  }
}
