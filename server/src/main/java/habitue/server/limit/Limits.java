package habitue.server.limit;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The limits in force. A key has so many events or requests a second, with ten seconds' worth at
 * once; an address so many wrong keys, and a part of a public key. They are kept in memory: a
 * restart forgives.
 */
public final class Limits {
  private static final int SECONDS_AT_ONCE = 10;

  /** How many addresses at full speed it takes to use up a public key. */
  private static final int PARTS = 20;

  private static final int MOST_KEYS = 10_000;
  private static final int MOST_ADDRESSES = 100_000;
  private static final Bucket.Rate WRONG_KEYS = new Bucket.Rate(2, 100);
  private static final Bucket.Rate PAGES = new Bucket.Rate(50, 1_000);

  private final Buckets keys;
  private final Buckets addresses;
  private final Buckets visitors;
  private final Buckets senders;
  private final MeterRegistry registry;

  public Limits(MeterRegistry registry, LongSupplier nanos) {
    this.registry = registry;
    this.keys = new Buckets(MOST_KEYS, nanos);
    this.addresses = new Buckets(MOST_ADDRESSES, nanos);
    this.visitors = new Buckets(MOST_ADDRESSES, nanos);
    this.senders = new Buckets(MOST_ADDRESSES, nanos);
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
    Bucket.Rate rate = rate(agreed == 0 ? usual.perSecond() : agreed);
    check(keys.take(key, rate, tokens), "send less at a time, or ask for a higher rate");
  }

  /**
   * Counts what someone at an address sends under a public key, which is everyone's: one of them
   * alone gets a part of it only, of which an office behind one address is served well. Nobody is
   * alone behind an address of our own network: a proxy sends from there for all.
   *
   * @param agreed a second, of the key; 0 for what is usual
   */
  public void spend(String key, String address, Usual usual, int agreed, int tokens) {
    if (!ours(address)) {
      int perSecond = agreed == 0 ? usual.perSecond() : agreed;
      Bucket.Rate part = rate(Math.max(1, perSecond / PARTS));
      check(senders.take(key + " " + address, part, tokens), "too much was sent from here");
    }
    spend(key, usual, agreed, tokens);
  }

  private static boolean ours(String address) {
    try {
      InetAddress from = InetAddress.ofLiteral(address);
      return from.isLoopbackAddress() || from.isSiteLocalAddress() || uniqueLocal(from);
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  /** IPv6's own private addresses, fc00::/7 (RFC 4193), which Java knows no name for. */
  private static boolean uniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }

  private static Bucket.Rate rate(int perSecond) {
    return new Bucket.Rate(perSecond, (long) perSecond * SECONDS_AT_ONCE);
  }

  private void check(Duration wait, String detail) {
    if (wait.isPositive()) {
      count(Code.RATE_LIMITED);
      throw refusal(Code.RATE_LIMITED, detail, wait);
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
    check(visitors.take(address, PAGES, 1), "too many pages were asked for from here");
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
