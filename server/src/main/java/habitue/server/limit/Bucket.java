package habitue.server.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bucket of tokens that refills at a steady rate, kept as one number: the instant at which it is
 * full again. This is the generic cell rate algorithm (ITU-T I.371, its virtual scheduling form).
 * No lock is held and nobody waits: whoever loses a race looks once more.
 */
public final class Bucket {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong fullAt;

  Bucket(long now) {
    this.fullAt = new AtomicLong(now);
  }

  /**
   * How a bucket is filled.
   *
   * @param perSecond tokens a second, at most a million
   * @param depth how many it holds
   */
  public record Rate(int perSecond, long depth) {
    private static final int MOST = 1_000_000;

    public Rate {
      if (perSecond < 1 || perSecond > MOST || depth < 1) {
        throw new IllegalArgumentException("a rate is 1 to 1,000,000 a second");
      }
    }

    private long nanosOf(long tokens) {
      return tokens * (SECOND / perSecond);
    }
  }

  /**
   * Takes tokens if there are so many. More than a bucket holds are given to whoever finds it full,
   * so that no batch waits for ever.
   *
   * @param now of a clock that never goes back, in nanoseconds
   * @return zero when they were taken, otherwise how long until they are there
   */
  Duration take(Rate rate, long tokens, long now) {
    long deepest = rate.nanosOf(rate.depth());
    while (true) {
      long before = fullAt.get();
      boolean full = before - now <= 0;
      long after = (full ? now : before) + rate.nanosOf(tokens);
      long over = after - now - deepest;
      if (over > 0 && !full) {
        return Duration.ofNanos(Math.min(over, before - now));
      }
      if (fullAt.compareAndSet(before, after)) {
        return Duration.ZERO;
      }
    }
  }

  /** How long until there is one token; nothing is taken. */
  Duration waiting(Rate rate, long now) {
    long over = fullAt.get() + rate.nanosOf(1) - now - rate.nanosOf(rate.depth());
    return over > 0 ? Duration.ofNanos(over) : Duration.ZERO;
  }

  boolean full(long now) {
    return fullAt.get() - now <= 0;
  }
}
