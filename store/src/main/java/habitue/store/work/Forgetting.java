package habitue.store.work;

import habitue.model.Body;
import habitue.model.EntityId;
import habitue.model.JournalRecord;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.feed.Change;
import habitue.store.feed.ChunkCodec;
import habitue.store.journal.Commitments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker has of a person beside their state: what followers have not taken, and answers. */
final class Forgetting {
  private Forgetting() {}

  static void clear(
      Disk disk,
      Commitments commitments,
      Slot slot,
      JournalRecord record,
      Body.Forgotten forgotten,
      Batch batch) {
    EntityId id = record.stamp().entity();
    unfollow(disk, slot, id, batch);
    if (id.equals(forgotten.customer())) {
      forgotten.strands().forEach(strand -> commitments.strip(strand, batch));
      forgotten.commands().forEach(command -> Outcomes.remove(command, batch));
      long position = record.stamp().position();
      slot.changes.add(new Change.Forgotten(forgotten.customer(), position, forgotten));
    }
    slot.moved = true;
  }

  /** What stays of whoever hears of it; null for nothing. */
  static @Nullable Frame left(Frame frame, Body.Forgotten forgotten) {
    if (forgotten.left().isEmpty()) {
      return null;
    }
    return frame.awaited() == null
        ? frame.with(forgotten.left())
        : frame.without(forgotten.strands());
  }

  /** Takes out of what followers have not taken yet what is stated of one customer. */
  private static void unfollow(Disk disk, Slot slot, EntityId id, Batch batch) {
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

  private static boolean states(Change change, EntityId id) {
    return switch (change) {
      case Change.Stated(var customer, List<?> _) -> customer.equals(id);
      case Change.Restated(var customer, List<?> _, var _) -> customer.equals(id);
      case Change.Filed _,
          Change.Touched _,
          Change.Retired _,
          Change.Forgotten _,
          Change.Expired _ ->
          false;
    };
  }
}
