package habitue.store.work;

import habitue.model.Slots;
import habitue.store.disk.Disk;
import java.time.Instant;

/**
 * How far the workers are, over all slots.
 *
 * @param time the latest that any slot has lived through; the door's never falls behind it
 */
public record Progress(long processed, long facts, Instant time) {
  /** Up to when a slot has lived. */
  public static Instant time(Disk disk, int slot) {
    return Slot.load(disk, slot).time;
  }

  public static Progress of(Disk disk) {
    long processed = 0;
    long facts = 0;
    Instant time = Instant.EPOCH;
    for (int number = 0; number < Slots.COUNT; number++) {
      Slot slot = Slot.load(disk, number);
      processed += slot.processed;
      facts += slot.facts;
      time = slot.time.isAfter(time) ? slot.time : time;
    }
    return new Progress(processed, facts, time);
  }
}
