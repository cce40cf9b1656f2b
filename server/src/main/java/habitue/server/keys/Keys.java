package habitue.server.keys;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All keys, and what can be done with them. Refusals are thrown with the field at fault. */
public interface Keys {

  /** Write keys by source, then machines' keys; also those that ended. */
  List<KnownKey> all();

  Made make(AskedKey asked, String author);

  /**
   * Gives a key a new secret.
   *
   * @param untilOld when the secret before ends; null for a day from now
   */
  Made rotate(String id, @Nullable Instant untilOld, String author);

  /** Says anew which web sites' pages may use a browser's key. */
  KnownKey change(String id, List<String> origins, String author);

  /** Ends a key at once, with all its secrets. */
  KnownKey revoke(String id, String author);

  KnownKey find(String id);

  /**
   * A key with its secret, which is shown this once.
   *
   * @param signingSecret what the shop's server signs userIds with; empty where nobody does
   */
  record Made(KnownKey key, String secret, String signingSecret) {
    /** Nothing secret, should someone log it. */
    @Override
    public String toString() {
      return key.id();
    }
  }
}
