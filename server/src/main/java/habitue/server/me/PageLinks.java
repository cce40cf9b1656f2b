package habitue.server.me;

import habitue.model.CustomerId;
import habitue.server.console.words.Language;
import habitue.server.security.Seal;
import habitue.store.Settings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads the links that open a customer's page. A link is signed, short-lived, good for
 * this page alone, and opens once; nothing is kept of one until then.
 */
public final class PageLinks {
  public static final Duration USUAL = Duration.ofHours(1);
  public static final Duration SHORTEST = Duration.ofMinutes(1);
  public static final Duration LONGEST = Duration.ofDays(7);

  /** What a signature for another purpose must not open. */
  static final String AUDIENCE = "my-page";

  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int NONCE_BYTES = 12;

  private final Seal seal;
  private final UsedLinks used;
  private final InstantSource clock;
  private final @Nullable URI publicAddress;

  /**
   * @param publicAddress how the outside reaches the server; null for as it is asked
   */
  public PageLinks(Settings settings, InstantSource clock, @Nullable URI publicAddress) {
    this.seal = Seal.of(settings);
    this.used = new UsedLinks(settings);
    this.clock = clock;
    this.publicAddress = publicAddress;
  }

  /** A link just made; it is kept nowhere. */
  public record Minted(URI url, Instant expiresAt) {}

  /**
   * @param asked how the server was reached by whoever asks for the link
   */
  public Minted mint(
      CustomerId customer, @Nullable Language language, Duration validFor, URI asked) {
    Instant now = clock.instant();
    var link = new PageLink(customer, now, now.plus(validFor), language, nonce());
    URI at = publicAddress == null ? asked : publicAddress;
    String token = seal.seal(AUDIENCE, link.written());
    return new Minted(at.resolve(MeRoute.OPEN + "?t=" + token), link.expires());
  }

  /** What a token says, whether or not it is over; empty for one not made here for this page. */
  Optional<PageLink> read(String token) {
    return seal.open(AUDIENCE, token).flatMap(PageLink::read);
  }

  boolean over(PageLink link) {
    return !clock.instant().isBefore(link.expires());
  }

  /** Gives the link to this browser; false when another has it. A button pressed twice is one. */
  boolean claim(PageLink link, String browser) {
    return used.claim(link, browser, clock.instant());
  }

  /** Whether the outside reaches the server by TLS, as far as we were told. */
  boolean encrypted() {
    return publicAddress != null && "https".equals(publicAddress.getScheme());
  }

  static String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    CHANCE.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
