package habitue.server.hooks;

import habitue.model.Fields;
import habitue.server.security.Hashes;

/**
 * One sending of a shop, its signature checked.
 *
 * @param topic what it is about, in the shop's own word. No signature covers it: whatever depends
 *     on it must not do more than the document itself allows
 * @param key the same for the same bytes about the same topic, however often they are sent and
 *     under whatever delivery id
 * @param test whether the shop says that it only tries the address
 * @param vouches whether the shop vouches for every e-mail it sends
 */
record Delivery(String topic, String key, boolean test, boolean vouches, Fields document) {
  static String key(HookKind kind, String topic, byte[] body) {
    return kind.wireName() + "-" + Hashes.sha256(topic + " " + Hashes.sha256(body));
  }
}
