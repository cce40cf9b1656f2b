package habitue.server.me;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.security.Hashes;
import habitue.store.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * Which browser has which link, until the link is over: by their nonces and hashes, nothing of whom
 * they are for. Kept in many small settings, so that a busy shop rewrites little at each opening.
 */
final class UsedLinks {
  private static final String BROWSER = "browser";
  private static final String EXPIRES = "expires";

  private final Settings settings;

  UsedLinks(Settings settings) {
    this.settings = settings;
  }

  synchronized boolean claim(PageLink link, String browser, Instant now) {
    String drawer = "my-page/links/" + link.nonce().charAt(0);
    Fields known = settings.find(drawer).orElse(Fields.NONE);
    String hash = Hashes.sha256(browser);
    String owner = known.fields(link.nonce()).text(BROWSER).orElse("");
    if (!owner.isEmpty()) {
      return Hashes.same(owner, hash);
    }
    var kept = new LinkedHashMap<String, Value>();
    known
        .values()
        .forEach((nonce, said) -> {
          if (said instanceof Fields each && lives(each, now)) {
            kept.put(nonce, each);
          }
        });
    kept.put(
        link.nonce(),
        Fields.of(BROWSER, Value.of(hash)).with(EXPIRES, link.expires().toEpochMilli()));
    settings.put(drawer, Fields.of(kept));
    return true;
  }

  private static boolean lives(Fields used, Instant now) {
    return used.number(EXPIRES).filter(at -> at.longValue() > now.toEpochMilli()).isPresent();
  }
}
