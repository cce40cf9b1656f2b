package habitue.server.security;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds whose secret this is, among any number of keys. Looked up by the start of the digest, and
 * then compared whole in constant time: how long it takes says nothing of any secret.
 */
public final class KeyRing<T> {
  private static final int START = 16;

  private final Map<String, Found<T>> byStart;

  private KeyRing(Map<String, Found<T>> byStart) {
    this.byStart = Map.copyOf(byStart);
  }

  /** An owner, with the one of their secrets that was shown. */
  public record Found<T>(T owner, Key.Secret secret) {}

  public static <T> KeyRing<T> of(Collection<T> owners, Function<T, Key> keyOf) {
    var byStart = new HashMap<String, Found<T>>();
    for (T owner : owners) {
      for (Key.Secret secret : keyOf.apply(owner).secrets()) {
        byStart.putIfAbsent(start(secret.hash()), new Found<>(owner, secret));
      }
    }
    return new KeyRing<>(byStart);
  }

  public Optional<Found<T>> find(String plain) {
    String hash = Hashes.sha256(plain);
    return Optional.ofNullable(byStart.get(start(hash)))
        .filter(found -> Hashes.same(found.secret().hash(), hash));
  }

  private static String start(String hash) {
    return hash.substring(0, Math.min(START, hash.length()));
  }
}
