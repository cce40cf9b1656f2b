package habitue.store;

import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.model.ValueCodec;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.Table;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Small named values that belong to the data: sources and their keys, how far an import is… */
public final class Settings {
  private final Disk disk;

  Settings(Disk disk) {
    this.disk = disk;
  }

  public Optional<Fields> find(String name) {
    byte[] bytes = disk.read(Table.META, key(name));
    return bytes == null
        ? Optional.empty()
        : Optional.of(ValueCodec.readFields(new Unpacker(bytes)));
  }

  /** Durable when it returns. */
  public void put(String name, Fields value) {
    var batch = new Batch();
    put(name, value, batch);
    disk.write(batch, true);
  }

  /** Lands with the rest of a batch. */
  static void put(String name, Fields value, Batch batch) {
    var to = new Packer();
    ValueCodec.writeFields(value, to);
    batch.put(Table.META, key(name), to.bytes());
  }

  private static byte[] key(String name) {
    return ("setting/" + name).getBytes(StandardCharsets.UTF_8);
  }
}
