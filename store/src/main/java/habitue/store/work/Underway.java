package habitue.store.work;

import habitue.model.CustomerId;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;

/** Whether something of a customer is still between workers, as the disk has it. */
public final class Underway {
  private Underway() {}

  /**
   * @param upTo the last position that counts
   * @return whether a record of their slot is not worked on, a hand-over is awaited, or a send of
   *     theirs waits to be filed
   */
  public static boolean any(Disk disk, CustomerId id, long upTo) {
    return unapplied(disk, id.slot(), upTo) || awaited(disk, id) || sending(disk, id);
  }

  /** Whether a slot has records up to a position that its worker has not written its part of. */
  public static boolean unapplied(Disk disk, int slot, long upTo) {
    long applied = Slot.load(disk, slot).applied;
    if (applied >= upTo) {
      return false;
    }
    byte[] from = Keys.of(slot, applied + 1);
    try (Cursor cursor = disk.scan(Table.ARRIVALS, from, Keys.of(slot, upTo + 1))) {
      return cursor.next();
    }
  }

  private static boolean awaited(Disk disk, CustomerId id) {
    byte[] bytes = disk.read(Table.STATES, Keys.with(Keys.of(id.slot(), id.number()), Frame.PART));
    return bytes != null && Frame.of(bytes).awaited() != null;
  }

  private static boolean sending(Disk disk, CustomerId id) {
    byte[] from = Keys.of(id.slot(), id.number());
    try (Cursor cursor = disk.scan(Table.OUTBOX, from, Keys.after(from))) {
      return cursor.next();
    }
  }
}
