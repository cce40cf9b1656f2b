package habitue.server.sieve;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many events each visitor's browser sent within the minute. Bounded: beyond so many visitors
 * at once further ones are not counted, so that a flood of names fills no memory.
 */
final class Rates {
  private static final int MOST = 200_000;
  private static final int SECONDS = 60;

  private final int allowed;
  private volatile Minute minute = new Minute(0, new ConcurrentHashMap<>());

  Rates(int allowed) {
    this.allowed = allowed;
  }

  private record Minute(long number, ConcurrentMap<String, AtomicInteger> counts) {}

  /** Counts one event; whether it is more than a person can cause. */
  boolean exceeded(String visitor, Instant now) {
    AtomicInteger count = of(now).get(visitor);
    if (count == null) {
      ConcurrentMap<String, AtomicInteger> counts = of(now);
      if (counts.size() >= MOST) {
        return false;
      }
      count = counts.computeIfAbsent(visitor, _ -> new AtomicInteger());
    }
    return count.incrementAndGet() > allowed;
  }

  private ConcurrentMap<String, AtomicInteger> of(Instant now) {
    long number = now.getEpochSecond() / SECONDS;
    Minute current = minute;
    if (current.number() != number) {
      current = new Minute(number, new ConcurrentHashMap<>());
      minute = current;
    }
    return current.counts();
  }
}
