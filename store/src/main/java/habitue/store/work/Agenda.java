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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one worker's slots, on disk but for those about to fire. {@link #load} brings in
 * what is due up to an instant; what is set up to that instant afterwards comes in by itself.
 */
final class Agenda {
  /** One timer; in a slot they fire by (due, entity). */
  record Due(long due, EntityId id) {}

  private static final Comparator<Due> ORDER =
      Comparator.comparingLong(Due::due).thenComparingLong(due -> due.id().number());

  private final Disk disk;
  // For each slot the earliest timer that may be on disk alone, and up to where all are in memory.
  private final long[] earliest = new long[Slots.COUNT];
  private final long[] loaded = new long[Slots.COUNT];
  private final PriorityQueue<Due>[] near;
  // Set since the last write: not on disk yet, so a scan does not meet them.
  private final List<Due> unwritten = new ArrayList<>();

  @SuppressWarnings({"unchecked", "rawtypes"})
  Agenda(Disk disk) {
    this.disk = disk;
    this.near = new PriorityQueue[Slots.COUNT];
    Arrays.fill(earliest, Long.MIN_VALUE);
    Arrays.fill(loaded, Long.MIN_VALUE);
  }

  /** A timer is moved only when it comes earlier; a later one fires as a silent second look. */
  void earlier(Entity<?> entity, @Nullable Instant wanted, Batch batch) {
    Instant set = entity.frame().wake();
    if (wanted != null && (set == null || wanted.isBefore(set))) {
      replace(entity, wanted, batch);
    }
  }

  /** Sets an entity's one timer, or none. */
  void replace(Entity<?> entity, @Nullable Instant wake, Batch batch) {
    Instant set = entity.frame().wake();
    if (set != null) {
      batch.delete(Table.TIMERS, key(entity.id(), set.toEpochMilli()));
    }
    if (wake != null) {
      set(entity.id(), wake, batch);
    }
    entity.frame(entity.frame().waking(wake));
  }

  private void set(EntityId id, Instant wake, Batch batch) {
    long due = wake.toEpochMilli();
    var value = new Packer(16);
    EntityCodec.write(id, value);
    batch.put(Table.TIMERS, key(id, due), value.bytes());
    int slot = id.slot();
    if (due <= loaded[slot]) {
      near(slot).add(new Due(due, id));
    } else {
      earliest[slot] = Math.min(earliest[slot], due);
      unwritten.add(new Due(due, id));
    }
  }

  /** What was set is on disk now. */
  void written() {
    unwritten.clear();
  }

  /**
   * Brings in a slot's timers due up to an instant, about {@code limit} of them at most.
   *
   * @return whether all of them are in
   */
  boolean load(int slot, Instant until, int limit) {
    long time = until.toEpochMilli();
    if (earliest[slot] > time) {
      // Nothing on disk is due by then: what is set from now on comes in by itself.
      loaded[slot] = Math.max(loaded[slot], time);
      return true;
    }
    long later = Long.MAX_VALUE;
    for (Due each : unwritten) {
      if (each.id.slot() == slot && each.due <= time) {
        near(slot).add(each);
      } else if (each.id.slot() == slot) {
        later = Math.min(later, each.due);
      }
    }
    int count = 0;
    try (Cursor cursor = disk.scan(Table.TIMERS, from(slot), Keys.after(Keys.of(slot)))) {
      while (cursor.next()) {
        long due = Keys.sortable(Keys.number(cursor.key(), 1));
        if (due > time || count >= limit && due > loaded[slot]) {
          earliest[slot] = Math.min(due, later);
          loaded[slot] = due > time ? time : loaded[slot];
          return due > time;
        }
        near(slot).add(new Due(due, EntityCodec.read(new Unpacker(cursor.value()))));
        loaded[slot] = due;
        count++;
      }
    }
    earliest[slot] = later;
    loaded[slot] = time;
    return true;
  }

  /** Takes a slot's next timer due up to an instant, and not before one that is still on disk. */
  @Nullable Due poll(int slot, Instant until) {
    PriorityQueue<Due> queue = near[slot];
    long most = Math.min(until.toEpochMilli(), loaded[slot]);
    if (queue == null || queue.isEmpty() || queue.element().due > most) {
      return null;
    }
    return queue.remove();
  }

  private byte[] from(int slot) {
    return loaded[slot] == Long.MIN_VALUE
        ? Keys.of(slot)
        : Keys.of(slot, Keys.sortable(loaded[slot] + 1));
  }

  private PriorityQueue<Due> near(int slot) {
    PriorityQueue<Due> queue = near[slot];
    if (queue == null) {
      queue = new PriorityQueue<>(ORDER);
      near[slot] = queue;
    }
    return queue;
  }

  private static byte[] key(EntityId id, long due) {
    return Keys.of(id.slot(), Keys.sortable(due), id.number());
  }
}
