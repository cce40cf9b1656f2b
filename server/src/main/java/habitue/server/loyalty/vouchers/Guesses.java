package habitue.server.loyalty.vouchers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who tries codes that are none: the first few cost nothing, each further one twice the
 * time of the one before. Those of one visitor hinder nobody else.
 */
public final class Guesses {
  private static final int FREE = 5;
  private static final int VISITORS = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Wrong> wrong =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
          return size() > VISITORS;
        }
      };

  private record Wrong(int times, Instant last, Instant until) {}

  public Guesses(InstantSource clock) {
    this.clock = clock;
  }

  /** How long a visitor has to wait before another try; nothing for most. */
  public synchronized Duration wait(String visitor) {
    Wrong before = wrong.get(visitor);
    Instant now = clock.instant();
    return before == null || !before.until.isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, before.until);
  }

  public synchronized void failed(String visitor) {
    Instant now = clock.instant();
    Wrong before = wrong.remove(visitor);
    int times = before == null || before.last.plus(FORGOTTEN).isBefore(now) ? 1 : before.times + 1;
    Duration wait =
        times <= FREE ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(10, times - FREE - 1));
    Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    wrong.put(visitor, new Wrong(times, now, now.plus(bounded)));
  }
}
