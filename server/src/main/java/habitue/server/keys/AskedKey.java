package habitue.server.keys;

import habitue.server.security.Scope;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key someone asks for.
 *
 * @param expires null for never
 * @param rate events or requests a second; 0 for as many as is usual
 */
public record AskedKey(
    String name,
    KeyKind kind,
    List<String> scopes,
    List<String> stores,
    String channel,
    List<String> origins,
    @Nullable Instant expires,
    int rate) {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?|\\*");
  private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{1,40}");
  private static final int LONGEST_NAME = 100;
  private static final int MOST_LISTED = 50;
  private static final int HIGHEST_RATE = 1_000_000;

  public AskedKey {
    scopes = List.copyOf(scopes);
    stores = List.copyOf(stores);
    origins = List.copyOf(origins);
  }

  /** Refuses what makes no sense, by the field at fault. */
  void check(Instant now) {
    boolean named = !name.isBlank() && name.length() <= LONGEST_NAME;
    need(named && name.chars().noneMatch(Character::isISOControl), "name", "1 to 100 characters");
    need(expires == null || expires.isAfter(now), "expires", "a time to come");
    need(rate >= 0 && rate <= HIGHEST_RATE, "rate", "0 to 1,000,000 a second");
    need(
        stores.size() <= MOST_LISTED && stores.stream().allMatch(AskedKey::word),
        "stores",
        "short words of a to z, 0 to 9, - and _");
    if (kind == KeyKind.API) {
      checkMachine();
    } else {
      checkSource();
    }
  }

  private void checkSource() {
    need(scopes.isEmpty(), "scopes", "for keys of kind api: a write key only brings events");
    need(stores.size() <= 1, "stores", "one at most: a source speaks for one store");
    need(channel.isEmpty() || word(channel), "channel", "a short word of a to z, 0 to 9, - and _");
    checkOrigins(kind, origins);
  }

  /** Refuses web sites that pages cannot be of, or that a key of this kind has none of. */
  static void checkOrigins(KeyKind kind, List<String> origins) {
    need(kind == KeyKind.BROWSER || origins.isEmpty(), "origins", "for keys of kind browser");
    need(
        origins.size() <= MOST_LISTED
            && origins.stream().allMatch(each -> ORIGIN.matcher(each).matches()),
        "origins",
        "like https://shop.example, without a path");
  }

  private void checkMachine() {
    need(
        !scopes.isEmpty() && scopes.stream().allMatch(each -> Scope.named(each).isPresent()),
        "scopes",
        "one or more of those in the reference");
    need(origins.isEmpty(), "origins", "for keys of kind browser");
    need(channel.isEmpty(), "channel", "for write keys");
    need(
        stores.isEmpty() || scopes.equals(List.of(Scope.FACTS_READ.wireName())),
        "stores",
        "for facts:read alone: no other call tells stores apart");
  }

  Set<Scope> machineScopes() {
    Set<Scope> known = EnumSet.noneOf(Scope.class);
    scopes.forEach(name -> Scope.named(name).ifPresent(known::add));
    return known;
  }

  private static boolean word(String text) {
    return WORD.matcher(text).matches();
  }

  private static void need(boolean met, String field, String words) {
    if (!met) {
      throw new RefusedRequest(Code.BAD_REQUEST, field + ": " + words, field);
    }
  }
}
