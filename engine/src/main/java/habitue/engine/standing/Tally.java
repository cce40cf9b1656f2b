package habitue.engine.standing;

import habitue.insight.surprise.Usual;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often someone's acts had which value.
 *
 * @param total of all acts
 * @param kinds how many values they had; one that gave way and comes again counts again
 * @param counts by value, at most {@link #KEPT}; the least common gives way
 */
public record Tally(long total, long kinds, SortedMap<String, Long> counts) {
  /** The most values kept of one habit. */
  public static final int KEPT = 32;

  public static final Tally NONE = new Tally(0, 0, new TreeMap<>());

  public Tally {
    counts = Collections.unmodifiableSortedMap(counts);
  }

  Tally plus(String value) {
    var more = new TreeMap<>(counts);
    boolean known = more.containsKey(value);
    if (!known && more.size() == KEPT) {
      more.remove(least(more));
    }
    more.merge(value, 1L, Long::sum);
    return new Tally(total + 1, known ? kinds : kinds + 1, more);
  }

  private static String least(SortedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .min(
            Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                .thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getKey();
  }

  Usual.Past past(String value) {
    return new Usual.Past(counts.getOrDefault(value, 0L), kinds, total);
  }
}
