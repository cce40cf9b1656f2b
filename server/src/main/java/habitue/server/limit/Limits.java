package habitue.server.limit;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The limits in force. A key has so many events or requests a second, with ten seconds' worth at
 * once; an address so many wrong keys. They are kept in memory: a restart forgives.
 */
public final class Limits {
  private static final int SECONDS_AT_ONCE = 10;
  private static final int MOST_KEYS = 10_000;
  private static final int MOST_ADDRESSES = 100_000;
  private static final Bucket.Rate WRONG_KEYS = new Bucket.Rate(2, 100);
  private static final Bucket.Rate PAGES = new Bucket.Rate(50, 1_000);

  private final Buckets keys;
  private final Buckets addresses;
  private final Buckets visitors;
  private final MeterRegistry registry;

  public Limits(MeterRegistry registry, LongSupplier nanos) {
    this.registry = registry;
    this.keys = new Buckets(MOST_KEYS, nanos);
    this.addresses = new Buckets(MOST_ADDRESSES, nanos);
    this.visitors = new Buckets(MOST_ADDRESSES, nanos);
  }

  /** What a key may send in a second when nothing else was agreed. */
  public enum Usual {
    SERVER_EVENTS(200_000),
    BROWSER_EVENTS(20_000),
    REQUESTS(200);

    private final int perSecond;

    Usual(int perSecond) {
      this.perSecond = perSecond;
    }

    public int perSecond() {
      return perSecond;
    }
  }

  /**
   * Counts what a key sends; refuses it where that is too much.
   *
   * @param agreed a second; 0 for what is usual
   */
  public void spend(String key, Usual usual, int agreed, int tokens) {
    int perSecond = agreed == 0 ? usual.perSecond() : agreed;
    var rate = new Bucket.Rate(perSecond, (long) perSecond * SECONDS_AT_ONCE);
    Duration wait = keys.take(key, rate, tokens);
    if (wait.isPositive()) {
      count(Code.RATE_LIMITED);
      throw refusal(Code.RATE_LIMITED, "send less at a time, or ask for a higher rate", wait);
    }
  }

  /** Counts a wrong key; refuses further ones from where too many came. */
  public void wrongKey(String address) {
    Duration wait = addresses.take(address, WRONG_KEYS, 1);
    if (wait.isPositive()) {
      count(Code.TOO_MANY_FAILURES);
      throw failures(wait);
    }
  }

  /** Refuses to look at keys that could be guessed, where too many wrong ones came from. */
  public void guessing(String address) {
    Duration wait = addresses.waiting(address, WRONG_KEYS);
    if (wait.isPositive()) {
      count(Code.TOO_MANY_FAILURES);
      throw failures(wait);
    }
  }

  /** Counts a page that anyone may ask for; refuses it where too many were asked for. */
  public void page(String address) {
    Duration wait = visitors.take(address, PAGES, 1);
    if (wait.isPositive()) {
      count(Code.RATE_LIMITED);
      throw refusal(Code.RATE_LIMITED, "too many pages were asked for from here", wait);
    }
  }

  private void count(Code code) {
    Counter.builder("habitue.limited.requests")
        .tag("code", code.wireName())
        .register(registry)
        .increment();
  }

  private static RefusedRequest failures(Duration wait) {
    return refusal(Code.TOO_MANY_FAILURES, "too many wrong keys came from here", wait);
  }

  private static RefusedRequest refusal(Code code, String detail, Duration wait) {
    return new RefusedRequest(Problem.of(code, detail).after(wait));
  }
}
