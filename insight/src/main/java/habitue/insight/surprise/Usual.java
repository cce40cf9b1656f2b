package habitue.insight.surprise;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.special.Beta;

/**
 * What is usual among all: how often an act has which value, and how often it has one that is new
 * to who does it.
 *
 * @param rates the share of all acts by value; values of few people are not told
 * @param fresh the share of acts whose value the person had never shown before
 */
public record Usual(SortedMap<String, Double> rates, double fresh) {
  public Usual {
    rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
  }

  public static Usual of(Map<String, Double> rates, double fresh) {
    return new Usual(new TreeMap<>(rates), fresh);
  }

  /**
   * What someone did so far.
   *
   * @param seen how many of their acts had the value
   * @param kinds how many values they ever showed
   * @param total how many acts there were
   */
  public record Past(long seen, long kinds, long total) {}

  /**
   * How surprising an act of theirs is that has a value: the probability that someone who does as
   * all do would have shown it more often by now, a one-sided binomial test. Of a value too rare to
   * be told, the same of values new to them. From 0, as expected or too early to tell, to 1.
   */
  public double surprise(String value, Past past) {
    Double rate = rates.get(value);
    return rate == null
        ? past.seen > 0 ? 0 : moreThan(past.kinds, past.total, fresh)
        : moreThan(past.seen, past.total, rate);
  }

  /** How probable more than so many hits in so many trials are. */
  private static double moreThan(long hits, long trials, double rate) {
    if (hits >= trials || rate <= 0) {
      return 0;
    }
    return rate >= 1 ? 1 : Beta.regularizedBeta(rate, hits + 1.0, (double) trials - hits);
  }
}
