package habitue.engine.engage;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much the person cares for one product or category. The score halves every {@link #HALF_LIFE}
 * without a sign, by forward decay (Cormode, Shkapenyuk, Srivastava and Xu, 2009): its logarithm is
 * kept as if every sign had grown since 1970, so that nothing needs updating as time passes and two
 * interests compare without a clock.
 *
 * @param key the product's id or the category's name
 * @param name as people read it; null when the key is all there is
 * @param strength base-2 logarithm of the score at 1970
 * @param lastAt the latest sign
 */
public record Interest(
    String key,
    @Nullable String name,
    int views,
    int adds,
    int purchases,
    double strength,
    Instant lastAt) {
  public static final Duration HALF_LIFE = Duration.ofDays(60);

  private static final double LN_2 = StrictMath.log(2);

  /** The score at an instant; signs of later than that count more than when they were given. */
  public double scoreAt(Instant at) {
    return StrictMath.exp((strength - halvings(at)) * LN_2);
  }

  /** The first instant (to the millisecond) at which the score is at or under a mark, unfed. */
  public Instant fallsTo(double mark) {
    double halvings = strength - log2(mark);
    return Instant.ofEpochMilli((long) StrictMath.ceil(halvings * HALF_LIFE.toMillis()));
  }

  /** The same interest of two who are one. */
  Interest and(Interest later) {
    return new Interest(
        key,
        later.name == null ? name : later.name,
        views + later.views,
        adds + later.adds,
        purchases + later.purchases,
        sum(strength, later.strength),
        later.lastAt.isAfter(lastAt) ? later.lastAt : lastAt);
  }

  /** What one sign adds, given the base-2 logarithm of its weight. */
  static double strengthOf(double logWeight, Instant at) {
    return logWeight + halvings(at);
  }

  static double log2(double score) {
    return StrictMath.log(score) / LN_2;
  }

  /** The logarithm of the sum of two scores given by their logarithms. */
  static double sum(double one, double other) {
    double high = StrictMath.max(one, other);
    double low = StrictMath.min(one, other);
    return high + StrictMath.log1p(StrictMath.exp((low - high) * LN_2)) / LN_2;
  }

  private static double halvings(Instant at) {
    return (double) at.toEpochMilli() / HALF_LIFE.toMillis();
  }
}
