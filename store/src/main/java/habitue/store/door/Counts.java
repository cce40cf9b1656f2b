package habitue.store.door;

import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.Table;
import java.nio.charset.StandardCharsets;

/** What the door counts: events filed, and customers there are. Written with every batch. */
public record Counts(long events, long customers) {
  private static final byte[] KEY = "door/counts".getBytes(StandardCharsets.UTF_8);

  public static Counts of(Disk disk) {
    byte[] bytes = disk.read(Table.META, KEY);
    if (bytes == null) {
      return new Counts(0, 0);
    }
    var from = new Unpacker(bytes);
    return new Counts(from.unsigned(), from.unsigned());
  }

  void put(Batch batch) {
    batch.put(Table.META, KEY, new Packer().unsigned(events).unsigned(customers).bytes());
  }
}
