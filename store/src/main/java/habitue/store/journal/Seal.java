package habitue.store.journal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals a record's personal part with its strand's key: AES-128-GCM (NIST SP 800-38D), the record's
 * header bound to it. The nonce is the record's position after the number of this start of the
 * store, so none is ever used twice with a key, even when an unsynced end was lost. For one thread.
 */
public final class Seal {
  private static final int TAG_BITS = 128;

  private final Cipher cipher;

  public Seal() {
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no AES-GCM", missing);
    }
  }

  public byte[] close(SecretKey key, int start, long position, byte[] header, byte[] body) {
    return run(Cipher.ENCRYPT_MODE, key, start, position, header, body);
  }

  /** Throws where the key is another or any byte was changed. */
  public byte[] open(SecretKey key, int start, long position, byte[] header, byte[] sealed) {
    return run(Cipher.DECRYPT_MODE, key, start, position, header, sealed);
  }

  private byte[] run(
      int mode, SecretKey key, int start, long position, byte[] header, byte[] bytes) {
    byte[] nonce = ByteBuffer.allocate(12).putInt(start).putLong(position).array();
    try {
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(header);
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the seal of record " + position + " is broken", broken);
    }
  }
}
