package habitue.store.work;

import habitue.model.EntityId;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who of a worker's waits to be folded anew, and since when; on disk too. */
final class Waiting {
  private static final int AT_ONCE = 1_000;

  private final Map<EntityId, Instant> since = new LinkedHashMap<>();

  /** Takes over a slot: who waits, and who is to be tried again. */
  void own(Disk disk, Slot slot, List<Halts.Halted> halted) {
    Refolds.of(disk, slot.number).forEach(id -> since.put(id, slot.time));
    halted.stream()
        .filter(each -> each.id().slot() == slot.number)
        .forEach(each -> since.put(each.id(), slot.time));
  }

  /** Lists who of a slot was folded under another fingerprint too; how many wait now. */
  int outdate(Disk disk, Slot slot, int fingerprint) {
    Refolds.addOutdated(disk, slot.number, fingerprint);
    own(disk, slot, List.of());
    return size();
  }

  int size() {
    return since.size();
  }

  boolean has(EntityId id) {
    return since.containsKey(id);
  }

  /** Who waits since before an instant, up to a thousand of them. */
  List<EntityId> ready(Instant before) {
    return since.entrySet().stream()
        .filter(each -> !each.getValue().isAfter(before))
        .limit(AT_ONCE)
        .map(Map.Entry::getKey)
        .toList();
  }

  void add(EntityId id, Instant now, Batch batch) {
    if (since.put(id, now) == null) {
      Refolds.add(id, batch);
    }
  }

  void done(EntityId id, Batch batch) {
    if (since.remove(id) != null) {
      Refolds.done(id, batch);
    }
  }
}
