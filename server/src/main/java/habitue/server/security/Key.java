package habitue.server.security;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every key has, whatever it opens.
 *
 * @param secrets the newest first; a second one while the key is being rotated
 * @param expires from when on it opens nothing; null for never
 * @param revoked since when it opens nothing; null while it does
 * @param rate how many events or requests a second it may send; 0 for as many as is usual
 */
public record Key(
    List<Secret> secrets,
    Instant since,
    @Nullable Instant expires,
    @Nullable Instant revoked,
    int rate) {
  private static final int HINT = 9;

  public Key {
    secrets = List.copyOf(secrets);
  }

  /**
   * A secret that opens a key. It is itself nowhere.
   *
   * @param hash its SHA-256 in hex
   * @param hint its first characters, by which people recognise it
   * @param until when it ends because a newer one took its place; null for the newest
   */
  public record Secret(String hash, String hint, @Nullable Instant until) {
    public static Secret of(String plain) {
      String hint = plain.substring(0, Math.min(HINT, plain.length() / 2));
      return new Secret(Hashes.sha256(plain), hint, null);
    }

    private Secret ending(Instant at) {
      return until != null && until.isBefore(at) ? this : new Secret(hash, hint, at);
    }
  }

  /** Why a secret that was found opens nothing. */
  public enum Ended {
    EXPIRED,
    REVOKED;

    public RefusedRequest refusal() {
      return switch (this) {
        case EXPIRED -> new RefusedRequest(Code.KEY_EXPIRED, "use the key that took its place");
        case REVOKED -> new RefusedRequest(Code.KEY_REVOKED, "the key was ended by hand");
      };
    }
  }

  public static Key of(String plain, Instant since, @Nullable Instant expires, int rate) {
    return new Key(List.of(Secret.of(plain)), since, expires, null, rate);
  }

  /** How its newest secret begins. */
  public String hint() {
    return secrets.getFirst().hint();
  }

  /** Whether a secret of it opens nothing any more, and why. */
  public Optional<Ended> ended(Secret secret, Instant now) {
    if (revoked != null) {
      return Optional.of(Ended.REVOKED);
    }
    boolean over = passed(expires, now) || passed(secret.until(), now);
    return over ? Optional.of(Ended.EXPIRED) : Optional.empty();
  }

  /** With a new secret; the one before stays valid until an instant, and any older one ends. */
  public Key rotated(String plain, Instant untilOld) {
    Secret before = secrets.getFirst().ending(untilOld);
    return new Key(List.of(Secret.of(plain), before), since, expires, revoked, rate);
  }

  /** The end of it; a second end changes nothing. */
  public Key revoked(Instant at) {
    return revoked != null ? this : new Key(secrets, since, expires, at, rate);
  }

  private static boolean passed(@Nullable Instant end, Instant now) {
    return end != null && !end.isAfter(now);
  }

  /** Nothing secret: hashes are not for logs either. */
  @Override
  public String toString() {
    return hint() + "…";
  }
}
