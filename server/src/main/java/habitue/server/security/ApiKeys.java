package habitue.server.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of the API: those that were made, and the admin token with every scope. */
public final class ApiKeys {
  private static final String PREFIX = "hbt";

  private final KeyBook book;
  private final InstantSource clock;
  private final ApiKey admin;
  private volatile Known known;

  public ApiKeys(Credentials credentials, KeyBook book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
    var secret = new Key.Secret(credentials.adminTokenHash(), "", null);
    var key = new Key(List.of(secret), Instant.EPOCH, null, null, 0);
    this.admin = new ApiKey(0, "admin token", EnumSet.allOf(Scope.class), Set.of(), key);
    this.known = read();
  }

  private record Known(List<ApiKey> all, KeyRing<ApiKey> ring) {}

  /** A key just made; its secret is shown this once. */
  public record Made(ApiKey key, String secret) {}

  /** By number, without the admin token; also those that were revoked. */
  public List<ApiKey> all() {
    return known.all();
  }

  Optional<KeyRing.Found<ApiKey>> find(String token) {
    return known.ring().find(token);
  }

  Optional<Key.Ended> ended(KeyRing.Found<ApiKey> found) {
    return found.owner().key().ended(found.secret(), clock.instant());
  }

  /**
   * Makes a key.
   *
   * @param expires null for never
   * @param rate requests a second; 0 for as many as is usual
   */
  public synchronized Made add(
      String name, Set<Scope> scopes, Set<String> stores, @Nullable Instant expires, int rate) {
    String secret = NewKey.of(PREFIX);
    int number = all().stream().mapToInt(ApiKey::number).max().orElse(0) + 1;
    Key key = Key.of(secret, clock.instant(), expires, rate);
    return new Made(save(new ApiKey(number, name, scopes, stores, key)), secret);
  }

  /** Gives a key a new secret; the one before is valid until an instant. */
  public synchronized Optional<Made> rotate(int number, Instant untilOld) {
    String secret = NewKey.of(PREFIX);
    return find(number)
        .map(key -> new Made(save(key.with(key.key().rotated(secret, untilOld))), secret));
  }

  public synchronized Optional<ApiKey> revoke(int number) {
    return find(number).map(key -> save(key.with(key.key().revoked(clock.instant()))));
  }

  private Optional<ApiKey> find(int number) {
    return all().stream().filter(key -> key.number() == number).findFirst();
  }

  private ApiKey save(ApiKey key) {
    book.save(key);
    known = read();
    return key;
  }

  private Known read() {
    List<ApiKey> all = book.all();
    List<ApiKey> withAdmin = Stream.concat(Stream.of(admin), all.stream()).toList();
    return new Known(all, KeyRing.of(withAdmin, ApiKey::key));
  }
}
