package habitue.outreach.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as the Standard Webhooks specification says (https://www.standardwebhooks.com, symmetric
 * signatures): HMAC-SHA256 over {@code id.timestamp.body}, in base64 after {@code v1,}.
 */
final class Signature {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final SecureRandom CHANCE = new SecureRandom();

  private Signature() {}

  static String newSecret() {
    byte[] secret = new byte[BYTES];
    CHANCE.nextBytes(secret);
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  static String of(String secret, String id, long timestamp, byte[] body) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", missing);
    }
  }
}
