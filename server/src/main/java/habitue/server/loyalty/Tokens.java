package habitue.server.loyalty;

import habitue.model.CustomerId;
import habitue.server.security.Seal;
import habitue.store.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes and reads the tokens by which a shop's page asks for the points of whoever is signed in
 * there. A token is signed, good for that alone, and for an hour at most; nothing is kept of one.
 */
public final class Tokens {
  public static final Duration USUAL = Duration.ofMinutes(15);
  public static final Duration SHORTEST = Duration.ofMinutes(1);
  public static final Duration LONGEST = Duration.ofHours(1);

  /** What a signature for another purpose must not open. */
  private static final String AUDIENCE = "loyalty";

  private final Seal seal;
  private final InstantSource clock;

  public Tokens(Settings settings, InstantSource clock) {
    this.seal = Seal.of(settings);
    this.clock = clock;
  }

  /** A token just made. */
  public record Minted(String token, Instant expiresAt) {}

  public Minted mint(CustomerId customer, Duration validFor) {
    Instant expires = clock.instant().plus(validFor);
    return new Minted(seal.seal(AUDIENCE, customer + "|" + expires.toEpochMilli()), expires);
  }

  /**
   * Whose a token is.
   *
   * @param over whether its time is up
   */
  record Read(CustomerId customer, boolean over) {}

  /** Empty for one that was not made here for this. */
  Optional<Read> read(String token) {
    return seal.open(AUDIENCE, token)
        .flatMap(text -> {
          String[] parts = text.split("\\|", -1);
          return CustomerId.parse(parts[0])
              .map(customer -> {
                Instant expires = Instant.ofEpochMilli(Long.parseLong(parts[1]));
                return new Read(customer, !clock.instant().isBefore(expires));
              });
        });
  }
}
