package habitue.store.door;

import habitue.model.Identifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens of identifiers and hashes of message ids, on any thread. */
public final class Tokens {
  private final SecretKeySpec key;
  private final Queue<Mac> macs = new ConcurrentLinkedQueue<>();

  /**
   * @param key the installation's own, 32 bytes; without it no token can be guessed from a value
   */
  public Tokens(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  Token of(Identifier identifier) {
    Mac free = macs.poll();
    Mac mac = free != null ? free : mac();
    mac.update((byte) identifier.type().number());
    mac.update(identifier.store().getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    ByteBuffer hash =
        ByteBuffer.wrap(mac.doFinal(identifier.value().getBytes(StandardCharsets.UTF_8)));
    macs.add(mac);
    return new Token(hash.getLong(), hash.getLong());
  }

  /** The hash a message is known by, within its source. */
  static byte[] ofMessage(int source, String messageId) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) (source >>> 24));
      digest.update((byte) (source >>> 16));
      digest.update((byte) (source >>> 8));
      digest.update((byte) source);
      digest.update(messageId.getBytes(StandardCharsets.UTF_8));
      return java.util.Arrays.copyOf(digest.digest(), 16);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", missing);
    }
  }
}
