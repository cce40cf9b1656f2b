package habitue.store.work;

import habitue.model.EntityId;
import habitue.model.Packer;
import habitue.model.Slots;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.journal.EntityCodec;
import java.util.ArrayList;
import java.util.List;

/** Who is to be folded anew: because history came, or the engine or a parameter is another. */
final class Refolds {
  private Refolds() {}

  static void add(EntityId id, Batch batch) {
    var value = new Packer(16);
    EntityCodec.write(id, value);
    batch.put(Table.REFOLDS, Keys.of(id.slot(), id.number()), value.bytes());
  }

  static void done(EntityId id, Batch batch) {
    batch.delete(Table.REFOLDS, Keys.of(id.slot(), id.number()));
  }

  static List<EntityId> of(Disk disk, int slot) {
    var ids = new ArrayList<EntityId>();
    byte[] from = Keys.of(slot);
    try (Cursor cursor = disk.scan(Table.REFOLDS, from, Keys.after(from))) {
      while (cursor.next()) {
        ids.add(EntityCodec.read(new Unpacker(cursor.value())));
      }
    }
    return ids;
  }

  static boolean any(Disk disk) {
    byte[] last = Keys.after(Keys.of(Slots.COUNT - 1));
    try (Cursor cursor = disk.scan(Table.REFOLDS, Keys.of(0), last)) {
      return cursor.next();
    }
  }

  /** Puts everyone whose state another engine folded on the list. */
  static int addOutdated(Disk disk, int slot, int fingerprint) {
    int count = 0;
    var batch = new Batch();
    byte[] from = Keys.of(slot);
    try (Cursor cursor = disk.scan(Table.STATES, from, Keys.after(from))) {
      while (cursor.next()) {
        byte[] key = cursor.key();
        if (key[key.length - 1] == Frame.PART) {
          Frame frame = Frame.of(cursor.value());
          if (frame.fingerprint() != fingerprint) {
            add(frame.id(), batch);
            count++;
          }
        }
      }
    }
    disk.write(batch, false);
    return count;
  }
}
