package habitue.server.people;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that an authenticator shows, as RFC 6238 says: HMAC-SHA-1 over steps of 30 seconds, six
 * digits. A code of one step before or after is taken too, for clocks that differ.
 */
public final class Totp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECRET_BYTES = 20;
  private static final int STEP_SECONDS = 30;
  private static final int TOLERANCE = 1;
  private static final SecureRandom CHANCE = new SecureRandom();

  private Totp() {}

  /** A new secret of 160 random bits, in Base32. */
  public static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    CHANCE.nextBytes(bytes);
    return base32(bytes);
  }

  /** What an authenticator reads from a picture. */
  public static String uri(String brand, String user, String secret) {
    String issuer = encoded(brand.isBlank() ? "Habitué" : brand);
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
        .formatted(issuer, encoded(user), secret, issuer);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The step a code belongs to, later than the last one used; 0 when it is no right code now. */
  static long step(String secret, String code, Instant now, long lastUsed) {
    long present = now.getEpochSecond() / STEP_SECONDS;
    long found = 0;
    for (long step = present - TOLERANCE; step <= present + TOLERANCE; step++) {
      boolean same =
          MessageDigest.isEqual(
              code(secret, step).getBytes(StandardCharsets.US_ASCII),
              code.getBytes(StandardCharsets.UTF_8));
      found = same && step > lastUsed && found == 0 ? step : found;
    }
    return found;
  }

  /** The code at an instant, as the authenticator shows it. */
  public static String code(String secret, Instant at) {
    return code(secret, at.getEpochSecond() / STEP_SECONDS);
  }

  private static String code(String secret, long step) {
    byte[] mac = mac(bytes(secret), ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = mac[mac.length - 1] & 0xf;
    int number = ByteBuffer.wrap(mac, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % 1_000_000);
  }

  private static byte[] mac(byte[] key, byte[] said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(said);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has HMAC-SHA-1", missing);
    }
  }

  static String base32(byte[] bytes) {
    var text = new StringBuilder();
    long bits = 0;
    int have = 0;
    for (byte each : bytes) {
      bits = bits << 8 | (each & 0xff);
      have += 8;
      while (have >= 5) {
        have -= 5;
        text.append(BASE32.charAt((int) (bits >>> have) & 31));
      }
    }
    if (have > 0) {
      text.append(BASE32.charAt((int) (bits << (5 - have)) & 31));
    }
    return text.toString();
  }

  private static byte[] bytes(String base32) {
    ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
    long bits = 0;
    int have = 0;
    for (int i = 0; i < base32.length(); i++) {
      bits = bits << 5 | BASE32.indexOf(base32.charAt(i));
      have += 5;
      if (have >= 8) {
        have -= 8;
        bytes.put((byte) (bits >>> have));
      }
    }
    return bytes.array();
  }
}
