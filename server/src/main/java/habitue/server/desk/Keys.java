package habitue.server.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opaque names for addresses. They say nothing of a person, and hold until the next start. */
final class Keys {
  private static final int SHORT = 15;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec naming = secret("HmacSHA256");
  private final SecretKeySpec sealing = secret("AES");

  /** The same name for the same parts. */
  String name(String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(naming);
      byte[] hash = mac.doFinal(String.join("\0", parts).getBytes(UTF_8));
      return text(Arrays.copyOf(hash, SHORT));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Hides a text that will come back, such as where a page of a list ended. */
  String seal(String plain) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.getBytes(UTF_8));
      return text(ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The text again; empty for one that this process did not seal. */
  Optional<String> open(String sealed) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed);
      byte[] nonce = Arrays.copyOf(bytes, NONCE);
      byte[] rest = Arrays.copyOfRange(bytes, Math.min(NONCE, bytes.length), bytes.length);
      return Optional.of(new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(rest), UTF_8));
    } catch (IllegalArgumentException | GeneralSecurityException notOurs) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private SecretKeySpec secret(String algorithm) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new SecretKeySpec(bytes, algorithm);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
