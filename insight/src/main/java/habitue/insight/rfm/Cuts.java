package habitue.insight.rfm;

import java.util.Arrays;
import java.util.List;

/**
 * Where a measure of all customers is cut into parts of about as many: the k-th of n cuts is the
 * smallest value that at least k/n of them don't exceed (the inverse of the empirical distribution,
 * type 1 of Hyndman and Fan, 1996). Equal values are never told apart, so parts differ where many
 * share one.
 */
public record Cuts(List<Long> highest) {

  public Cuts {
    highest = List.copyOf(highest);
  }

  /**
   * @param values of all customers, in any order
   */
  public static Cuts of(long[] values, int parts) {
    if (values.length == 0) {
      return new Cuts(List.of());
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    var highest = new Long[parts - 1];
    for (int part = 1; part < parts; part++) {
      long rank = ((long) part * sorted.length + parts - 1) / parts;
      highest[part - 1] = sorted[(int) rank - 1];
    }
    return new Cuts(List.of(highest));
  }

  /** Which part a value is in: 1 for the lowest. */
  public int score(long value) {
    int score = 1;
    for (long cut : highest) {
      score += value > cut ? 1 : 0;
    }
    return score;
  }
}
