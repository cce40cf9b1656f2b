package habitue.store.work;

import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fact;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.store.disk.Disk;
import habitue.store.disk.Table;
import habitue.store.feed.Change;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far one slot is, and what its next batch has to tell. Owned by its worker. */
final class Slot {
  final int number;
  long applied;
  long sequence;
  long sends;
  long processed;
  long facts;
  Instant time = Instant.EPOCH;
  final List<Change> changes = new ArrayList<>();
  boolean moved;

  private Slot(int number) {
    this.number = number;
  }

  static Slot load(Disk disk, int number) {
    var slot = new Slot(number);
    byte[] bytes = disk.read(Table.META, key(number));
    if (bytes != null) {
      var from = new Unpacker(bytes);
      from.one();
      slot.applied = from.unsigned();
      slot.sequence = from.unsigned();
      slot.sends = from.unsigned();
      slot.processed = from.unsigned();
      slot.facts = from.unsigned();
      slot.time = from.instant();
    }
    return slot;
  }

  /** Tells followers what was stated of a customer. */
  void state(EntityId id, List<Fact> stated) {
    if (!stated.isEmpty() && id instanceof CustomerId customer) {
      changes.add(new Change.Stated(customer, stated));
      facts += stated.size();
      moved = true;
    }
  }

  /** A customer's number is the position of first sight: past all that was applied, it is new. */
  boolean unheardOf(EntityId id) {
    return id instanceof CustomerId(long own) && own > applied;
  }

  byte[] bytes() {
    return new Packer(64)
        .one((byte) 1)
        .unsigned(applied)
        .unsigned(sequence)
        .unsigned(sends)
        .unsigned(processed)
        .unsigned(facts)
        .instant(time)
        .bytes();
  }

  static byte[] key(int number) {
    return ("slot/" + number).getBytes(StandardCharsets.UTF_8);
  }
}
