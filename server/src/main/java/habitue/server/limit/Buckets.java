package habitue.server.limit;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Buckets by name, so many and no more. Full ones are the same as none and are dropped when there
 * are too many; what still finds no place shares one bucket.
 */
final class Buckets {
  private final int most;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, Bucket> byName = new ConcurrentHashMap<>();
  private final Bucket shared;

  Buckets(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.shared = new Bucket(nanos.getAsLong());
  }

  Duration take(String name, Bucket.Rate rate, long tokens) {
    long now = nanos.getAsLong();
    return of(name, now).take(rate, tokens, now);
  }

  Duration waiting(String name, Bucket.Rate rate) {
    long now = nanos.getAsLong();
    Bucket bucket = byName.get(name);
    return bucket == null ? Duration.ZERO : bucket.waiting(rate, now);
  }

  int size() {
    return byName.size();
  }

  private Bucket of(String name, long now) {
    Bucket known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (byName.size() >= most) {
      byName.values().removeIf(bucket -> bucket.full(now));
    }
    return byName.size() >= most ? shared : byName.computeIfAbsent(name, _ -> new Bucket(now));
  }
}
