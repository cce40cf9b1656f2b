package habitue.store.work;

import habitue.model.CustomerId;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.feed.Change;
import habitue.store.feed.ChunkCodec;
import java.util.ArrayList;
import java.util.List;

/** What followers have not taken yet, without what is stated in it of one customer. */
final class Unfollowed {
  private Unfollowed() {}

  static void remove(Disk disk, Slot slot, CustomerId id, Batch batch) {
    slot.changes.removeIf(change -> states(change, id));
    byte[] from = Keys.of(slot.number);
    try (Cursor cursor = disk.scan(Table.FEED, from, Keys.after(from))) {
      while (cursor.next()) {
        List<Change> changes = ChunkCodec.read(cursor.value());
        var others = new ArrayList<>(changes);
        if (others.removeIf(change -> states(change, id))) {
          batch.put(Table.FEED, cursor.key(), ChunkCodec.write(others));
        }
      }
    }
  }

  private static boolean states(Change change, CustomerId id) {
    return switch (change) {
      case Change.Stated(CustomerId customer, List<?> _) -> customer.equals(id);
      case Change.Restated(CustomerId customer, List<?> _) -> customer.equals(id);
      case Change.Filed _, Change.Touched _, Change.Retired _, Change.Forgotten _ -> false;
    };
  }
}
