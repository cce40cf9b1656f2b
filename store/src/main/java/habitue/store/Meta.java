package habitue.store;

import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.StoreRefused;
import habitue.store.disk.Table;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** The store's own small values. */
final class Meta {
  private final Disk disk;

  Meta(Disk disk) {
    this.disk = disk;
  }

  void check(int format) {
    byte[] bytes = disk.read(Table.META, key("format"));
    if (bytes == null) {
      put("format", new Packer().unsigned(format).bytes());
    } else if (new Unpacker(bytes).count() > format) {
      throw new StoreRefused(
          "newer_format", "The data was written by a newer program; use that one or newer.");
    }
  }

  int nextStart() {
    byte[] bytes = disk.read(Table.META, key("starts"));
    int start = bytes == null ? 1 : new Unpacker(bytes).count() + 1;
    put("starts", new Packer().unsigned(start).bytes());
    return start;
  }

  byte[] key() {
    byte[] key = disk.read(Table.META, key("key"));
    if (key == null) {
      key = new byte[32];
      new SecureRandom().nextBytes(key);
      put("key", key);
    }
    return key;
  }

  int fingerprint() {
    byte[] bytes = disk.read(Table.META, key("fingerprint"));
    return bytes == null ? 0 : (int) new Unpacker(bytes).signed();
  }

  void fingerprint(int fingerprint) {
    put("fingerprint", new Packer().signed(fingerprint).bytes());
  }

  /** Tells this data's keyed hashes from another's. */
  static String fingerprint(Disk disk) {
    byte[] key = disk.read(Table.META, key("key"));
    return key == null ? "" : ErasureList.fingerprint(key);
  }

  private void put(String name, byte[] value) {
    disk.write(new Batch().put(Table.META, key(name), value), true);
  }

  private static byte[] key(String name) {
    return ("store/" + name).getBytes(StandardCharsets.UTF_8);
  }
}
