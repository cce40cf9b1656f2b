package habitue.server.hooks;

import habitue.model.Fields;
import habitue.server.security.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * One sending of a shop, its signature checked.
 *
 * @param topic what it is about, in the shop's own word. No signature covers it: whatever depends
 *     on it must not do more than the document itself allows
 * @param key the same for the same bytes about the same topic, however often they are sent and
 *     under whatever delivery id
 * @param test whether the shop says that it only tries the address
 * @param vouches whether the shop vouches for every e-mail it sends
 * @param within what stands before the shop's numbers of customers to make userIds of them; empty
 *     where they are the brand's
 */
record Delivery(
    String topic, String key, boolean test, boolean vouches, String within, Fields document) {
  static String key(HookKind kind, String topic, byte[] body) {
    return kind.wireName() + "-" + Hashes.sha256(topic + " " + Hashes.sha256(body));
  }

  /** Whom the shop means by one of its numbers; nobody by none. */
  @Nullable String userId(@Nullable String number) {
    return number == null ? null : within + number;
  }
}
