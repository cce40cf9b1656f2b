package habitue.server.console;

import habitue.server.keys.AskedKey;
import habitue.server.keys.KeyKind;
import habitue.server.keys.Keys;
import habitue.server.keys.KnownKey;
import habitue.server.security.Key;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys of every kind and state, which nothing changes. */
final class FakeKeys implements Keys {
  private static final Instant SINCE = Instant.parse("2025-03-02T10:00:00Z");
  private static final Key PLAIN = Key.of("hbt_0123456789", SINCE, null, 0);
  private static final String LONG =
      "A key with a very long name that says which program, which team and which year it is for";

  private static KnownKey key(String id, String name, KeyKind kind, Key key) {
    return new KnownKey(
        id,
        name,
        kind,
        kind == KeyKind.API ? List.of("customers:read", "facts:read", "loyalty:write") : List.of(),
        kind == KeyKind.API ? List.of() : List.of("uk"),
        "web",
        kind == KeyKind.BROWSER ? List.of("https://shop.example") : List.of(),
        key,
        200,
        kind == KeyKind.SERVER ? null : SINCE.plus(Duration.ofDays(90)));
  }

  @Override
  public List<KnownKey> all() {
    Instant ended = SINCE.plus(Duration.ofDays(30));
    return List.of(
        key("s1", "Shop", KeyKind.SERVER, PLAIN),
        key("s2", "<script>window.owned=1</script>", KeyKind.BROWSER, PLAIN),
        key(
            "k1",
            LONG,
            KeyKind.API,
            PLAIN.rotated("hbt_abcdefghij", SINCE.plus(Duration.ofDays(3)))),
        key("k2", "Old till", KeyKind.API, PLAIN.revoked(ended)));
  }

  @Override
  public Made make(AskedKey asked, String author) {
    throw new RefusedRequest(Code.NAME_TAKEN, "taken", "name");
  }

  @Override
  public Made rotate(String id, @Nullable Instant untilOld, String author) {
    return new Made(find(id), "hbt_0123456789ABCDEFGHIJKLMNOPQRSTUV", "hbsig_0123456789");
  }

  @Override
  public KnownKey change(String id, List<String> origins, String author) {
    throw new RefusedRequest(Code.BAD_REQUEST, "refused", "origins");
  }

  @Override
  public KnownKey revoke(String id, String author) {
    return find(id);
  }

  @Override
  public KnownKey find(String id) {
    return all().stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new RefusedRequest(Code.UNKNOWN_KEY, "no such key"));
  }
}
