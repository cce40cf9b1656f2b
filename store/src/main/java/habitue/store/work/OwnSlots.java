package habitue.store.work;

import habitue.model.EntityId;
import habitue.model.JournalRecord;
import habitue.model.Slots;
import habitue.model.Stamp;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slots of one worker, found by number for every record. */
final class OwnSlots {
  private final @Nullable Slot[] byNumber = new Slot[Slots.COUNT];
  private final List<Slot> all = new ArrayList<>();

  void add(Slot slot) {
    byNumber[slot.number] = slot;
    all.add(slot);
  }

  Slot of(EntityId id) {
    return numbered(id.slot());
  }

  Slot numbered(int number) {
    Slot slot = byNumber[number];
    if (slot == null) {
      throw new IllegalStateException("a slot of another worker");
    }
    return slot;
  }

  /** The first stamp of each slot among records, in their order. */
  static List<Stamp> firsts(List<JournalRecord> records) {
    var met = new BitSet(Slots.COUNT);
    var firsts = new ArrayList<Stamp>();
    for (JournalRecord record : records) {
      int number = record.stamp().entity().slot();
      if (!met.get(number)) {
        met.set(number);
        firsts.add(record.stamp());
      }
    }
    return firsts;
  }

  /** In the order in which they were taken over. */
  List<Slot> all() {
    return all;
  }
}
