package habitue.store.door;

import habitue.model.Identifier;
import habitue.store.disk.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** Makes tokens of identifiers and hashes of message ids, on any thread. */
public final class Tokens {
  private static final byte[] BETWEEN = {0};

  private final KeyedHash hash;

  /**
   * @param key the installation's own, 32 bytes; without it no token can be guessed from a value
   */
  public Tokens(byte[] key) {
    this.hash = new KeyedHash(key);
  }

  Token of(Identifier identifier) {
    ByteBuffer found =
        ByteBuffer.wrap(
            hash.of(
                new byte[] {(byte) identifier.type().number()},
                identifier.store().getBytes(StandardCharsets.UTF_8),
                BETWEEN,
                identifier.value().getBytes(StandardCharsets.UTF_8)));
    return new Token(found.getLong(), found.getLong());
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
}
