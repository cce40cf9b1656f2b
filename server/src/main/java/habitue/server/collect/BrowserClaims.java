package habitue.server.collect;

import habitue.model.Fields;
import java.util.LinkedHashMap;
import java.util.Locale;

/**
 * Takes out of a browser's message what must not be filed: its signature, claims to be verified.
 */
final class BrowserClaims {
  private BrowserClaims() {}

  static Fields without(Fields message) {
    Fields left = message;
    if (message.values().get("traits") instanceof Fields traits) {
      left = left.with("traits", unverified(traits));
    }
    if (message.values().get("context") instanceof Fields context) {
      Fields unsigned = context.without("signature");
      left =
          left.with(
              "context",
              unsigned.values().get("traits") instanceof Fields traits
                  ? unsigned.with("traits", unverified(traits))
                  : unsigned);
    }
    return left;
  }

  private static Fields unverified(Fields traits) {
    if (traits.values().keySet().stream().noneMatch(BrowserClaims::isClaim)) {
      return traits;
    }
    var left = new LinkedHashMap<>(traits.values());
    left.keySet().removeIf(BrowserClaims::isClaim);
    return new Fields(left);
  }

  private static boolean isClaim(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith("verified");
  }
}
