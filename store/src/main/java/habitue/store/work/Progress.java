package habitue.store.work;

import habitue.model.Slots;
import habitue.store.disk.Disk;

/** How far the workers are, over all slots. */
public record Progress(long processed, long facts) {
  public static Progress of(Disk disk) {
    long processed = 0;
    long facts = 0;
    for (int number = 0; number < Slots.COUNT; number++) {
      Slot slot = Slot.load(disk, number);
      processed += slot.processed;
      facts += slot.facts;
    }
    return new Progress(processed, facts);
  }
}
