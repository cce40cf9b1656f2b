package habitue.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Settings;
import java.util.Base64;
import java.util.Optional;

/**
 * Signs small texts, each for one audience, so that nobody else can make or change one. The key is
 * made at the first use and stays with the data, as the secrets of webhooks do: it never leaves.
 */
public final class Seal {
  /** How many signs a mark has: 40 bits. */
  public static final int MARK = 8;

  private static final int MARK_HEX = 10;
  private static final String SETTING = "seal";
  private static final String KEY = "key";
  private static final int LONGEST = 1_000;

  private final String key;

  private Seal(String key) {
    this.key = key;
  }

  public static synchronized Seal of(Settings settings) {
    String known = settings.find(SETTING).flatMap(said -> said.text(KEY)).orElse("");
    if (known.isEmpty()) {
      known = NewKey.of("hbseal");
      settings.put(SETTING, Fields.of(KEY, Value.of(known)));
    }
    return new Seal(known);
  }

  /** The text with its signature, in signs that any address takes. */
  public String seal(String audience, String text) {
    String written = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    return written + "." + signature(audience, written);
  }

  /** The text, where it was sealed here for this audience. */
  public Optional<String> open(String audience, String sealed) {
    int dot = sealed.indexOf('.');
    if (dot < 0 || sealed.length() > LONGEST) {
      return Optional.empty();
    }
    String written = sealed.substring(0, dot);
    return Hashes.same(signature(audience, written), sealed.substring(dot + 1))
        ? Optional.of(new String(Base64.getUrlDecoder().decode(written), UTF_8))
        : Optional.empty();
  }

  /**
   * A short mark of a text, for people to type: 40 bits in the digits and letters of Crockford's
   * base 32.
   */
  public String mark(String audience, String text) {
    return Typed.of(Long.parseLong(signature(audience, text).substring(0, MARK_HEX), 16), MARK);
  }

  private String signature(String audience, String written) {
    return Hashes.hmac(key, audience + "\n" + written);
  }
}
