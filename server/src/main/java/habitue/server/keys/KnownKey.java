package habitue.server.keys;

import habitue.server.collect.KnownSource;
import habitue.server.security.ApiKey;
import habitue.server.security.Key;
import habitue.server.security.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of any kind, with nothing secret.
 *
 * @param id {@code s} and the number of its source, or {@code k} and its own
 * @param scopes of a machine's key; empty for a write key
 * @param stores the only ones it is for; empty for all
 * @param channel of a write key's source; empty for a machine's
 * @param rate events or requests a second, agreed or usual
 * @param lastUse null if it was never used
 */
public record KnownKey(
    String id,
    String name,
    KeyKind kind,
    List<String> scopes,
    List<String> stores,
    String channel,
    List<String> origins,
    Key key,
    int rate,
    @Nullable Instant lastUse) {
  public KnownKey {
    scopes = List.copyOf(scopes);
    stores = List.copyOf(stores);
    origins = List.copyOf(origins);
  }

  /** Whether it is kept only so that people see what was. */
  public boolean over(Instant now) {
    return key.ended(key.secrets().getFirst(), now).isPresent();
  }

  static KnownKey of(KnownSource source, @Nullable Instant lastUse) {
    KeyKind kind = KeyKind.of(source.source().trust());
    String store = source.source().store();
    return new KnownKey(
        source.id(),
        source.source().name(),
        kind,
        List.of(),
        store.isEmpty() ? List.of() : List.of(store),
        source.source().channel(),
        source.origins(),
        source.key(),
        rate(source.key(), kind),
        lastUse);
  }

  static KnownKey of(ApiKey key, @Nullable Instant lastUse) {
    return new KnownKey(
        key.id(),
        key.name(),
        KeyKind.API,
        key.scopes().stream().map(Scope::wireName).sorted().toList(),
        key.stores().stream().sorted().toList(),
        "",
        List.of(),
        key.key(),
        rate(key.key(), KeyKind.API),
        lastUse);
  }

  private static int rate(Key key, KeyKind kind) {
    return key.rate() == 0 ? kind.usual().perSecond() : key.rate();
  }
}
