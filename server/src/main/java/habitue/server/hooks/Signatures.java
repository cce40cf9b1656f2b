package habitue.server.hooks;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks who sent a body. Shopify and WooCommerce send the base64 of its HMAC-SHA256; ours says the
 * time too: {@code t=1767261600,v1=hex}, over {@code t}, a dot and the body, so that a caught
 * delivery is worth nothing after five minutes.
 */
final class Signatures {
  static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int LONGEST = 1_000;

  private Signatures() {}

  /** As Shopify and WooCommerce sign. */
  static boolean base64(String secret, byte[] body, @Nullable String said) {
    byte[] right = Base64.getEncoder().encode(hmac(secret, body));
    String given = said == null ? "" : said.strip();
    return MessageDigest.isEqual(right, given.getBytes(StandardCharsets.UTF_8));
  }

  /** As anyone else signs for us. Several v1 may stand there while a secret is changed. */
  static void timed(String secret, byte[] body, @Nullable String said, Instant now) {
    String header = said == null || said.length() > LONGEST ? "" : said;
    String time = "";
    List<String> given = new ArrayList<>();
    for (String part : header.split(",")) {
      String[] pair = part.strip().split("=", 2);
      if (pair[0].equals("t")) {
        time = pair.length == 2 ? pair[1] : "";
      } else if (pair[0].equals("v1") && pair.length == 2) {
        given.add(pair[1]);
      }
    }
    if (!time.matches("[0-9]{1,12}") || !matches(secret, time, body, given)) {
      throw wrong();
    }
    Instant signed = Instant.ofEpochSecond(Long.parseLong(time));
    if (Duration.between(signed, now).abs().compareTo(TOLERANCE) > 0) {
      throw new RefusedRequest(
          Code.STALE_SIGNATURE, "t is more than 5 minutes from our clock: sign each sending anew");
    }
  }

  /** One refusal for a wrong signature and for an address of nobody: neither tells the other. */
  static RefusedRequest wrong() {
    return new RefusedRequest(
        Code.WRONG_SIGNATURE, "no source here has a secret under which these bytes are so signed");
  }

  private static boolean matches(String secret, String time, byte[] body, List<String> given) {
    byte[] start = (time + ".").getBytes(StandardCharsets.UTF_8);
    byte[] right =
        HexFormat.of().formatHex(hmac(secret, start, body)).getBytes(StandardCharsets.UTF_8);
    boolean any = false;
    for (String each : given) {
      any |= MessageDigest.isEqual(right, each.getBytes(StandardCharsets.UTF_8));
    }
    return any;
  }

  private static byte[] hmac(String secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", missing);
    }
  }
}
