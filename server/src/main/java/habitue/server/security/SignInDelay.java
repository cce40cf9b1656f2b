package habitue.server.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a sign-in must wait after wrong ones. The delay belongs to an account from one place, an
 * address or a browser that is known, so that guessing from elsewhere holds no colleague up; one
 * that tries many accounts waits a little with all of them. A try that comes too early is not
 * counted and makes nothing longer.
 */
public final class SignInDelay {
  private static final int FREE_TRIES = 3;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int FREE_TRIES_OF_ADDRESS = 20;
  private static final Duration LONGEST_OF_ADDRESS = Duration.ofSeconds(5);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int MOST_KEYS = 20_000;

  private final InstantSource clock;
  private final Map<String, Tries> tries = new LinkedHashMap<>();

  public SignInDelay(InstantSource clock) {
    this.clock = clock;
  }

  private record Tries(int failed, Instant nextAt) {}

  /**
   * Begins a try: zero when the password may be looked at, otherwise how long to wait. It counts as
   * failed until {@link #succeeded} says otherwise, so that many at once gain nothing.
   */
  public synchronized Duration begin(String user, String address) {
    Instant now = clock.instant();
    forget(now);
    Duration wait = longer(waiting(account(user, address), now), waiting(address, now));
    if (wait.isZero()) {
      fail(account(user, address), FREE_TRIES, LONGEST, now);
      fail(address, FREE_TRIES_OF_ADDRESS, LONGEST_OF_ADDRESS, now);
    }
    return wait;
  }

  public synchronized void succeeded(String user, String address) {
    tries.remove(account(user, address));
    tries.computeIfPresent(
        address, (_, past) -> new Tries(Math.max(0, past.failed - 1), Instant.EPOCH));
  }

  private static String account(String user, String address) {
    return Hashes.sha256(user) + " " + address;
  }

  private Duration waiting(String key, Instant now) {
    Tries past = tries.get(key);
    return past == null || !past.nextAt.isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, past.nextAt);
  }

  private void fail(String key, int free, Duration longest, Instant now) {
    Tries past = tries.remove(key);
    int failed = past == null ? 1 : past.failed + 1;
    long seconds = failed < free ? 0 : 1L << Math.min(failed - free, 10);
    Duration delay = Duration.ofSeconds(Math.min(seconds, longest.toSeconds()));
    tries.put(key, new Tries(failed, now.plus(delay)));
  }

  /** Drops what is old; keys stand in the order of their last failure. */
  private void forget(Instant now) {
    var oldest = tries.values().iterator();
    while (oldest.hasNext()) {
      Tries past = oldest.next();
      if (tries.size() <= MOST_KEYS && past.nextAt.plus(FORGOTTEN).isAfter(now)) {
        return;
      }
      oldest.remove();
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
