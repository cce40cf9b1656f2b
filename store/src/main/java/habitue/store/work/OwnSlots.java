package habitue.store.work;

import habitue.model.EntityId;
import habitue.model.Slots;
import java.util.ArrayList;
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

  /** In the order in which they were taken over. */
  List<Slot> all() {
    return all;
  }
}
