package habitue.benchmarks.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Ranks drawn by Zipf's law: the n-th comes 1/n times as often as the first. */
final class Zipf {
  private final double[] cumulative;

  Zipf(int ranks) {
    this.cumulative = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1.0 / (rank + 1);
      cumulative[rank] = sum;
    }
  }

  int next(SplittableRandom random) {
    double drawn = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, drawn);
    return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
  }
}
