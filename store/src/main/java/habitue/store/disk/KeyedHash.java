package habitue.store.disk;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key, on any thread: without the key no hash can be guessed. */
public final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Queue<Mac> macs = new ConcurrentLinkedQueue<>();

  public KeyedHash(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The hash of these bytes one after the other, 32 bytes. */
  public byte[] of(byte[]... parts) {
    Mac free = macs.poll();
    Mac mac = free != null ? free : mac();
    for (byte[] part : parts) {
      mac.update(part);
    }
    byte[] hash = mac.doFinal();
    macs.add(mac);
    return hash;
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", missing);
    }
  }
}
