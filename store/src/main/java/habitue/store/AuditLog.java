package habitue.store;

import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.model.ValueCodec;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, in the order it was done. Entries are added and, when they are old, forgotten from
 * the oldest on; nothing changes one or takes one out of the middle.
 */
public final class AuditLog {
  /** How far back one reading looks for entries that fit. */
  private static final int FARTHEST = 50_000;

  private final Disk disk;
  private long last;

  /**
   * @param actor the name of a user or a key
   * @param door where they came in: {@code console}, {@code api}, {@code page} for a customer's
   *     own, or empty for the program itself
   * @param subject whom or what it was done to, by an internal id or name; may be empty
   * @param family of the address they came from: {@code IPv4}, {@code IPv6} or empty
   */
  public record Entry(
      long number,
      Instant at,
      String actor,
      String door,
      String action,
      String subject,
      String family,
      Fields details) {}

  /**
   * Entries, the newest first.
   *
   * @param next where to go on; null at the end
   */
  public record Page(List<Entry> entries, @Nullable Long next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  AuditLog(Disk disk) {
    this.disk = disk;
    try (Cursor cursor = all(Long.MAX_VALUE)) {
      this.last = cursor.next() ? Keys.number(cursor.key(), 0) : 0;
    }
  }

  /**
   * Adds an entry under the next number, whatever number it has.
   *
   * @param synced whether it must survive the loss of power once this returns; the end of the
   *     program it always survives
   */
  public synchronized void add(Entry entry, boolean synced) {
    var to = new Packer().one((byte) 1).instant(entry.at()).text(entry.actor()).text(entry.door());
    to.text(entry.action()).text(entry.subject()).text(entry.family());
    ValueCodec.writeFields(entry.details(), to);
    disk.write(new Batch().put(Table.AUDIT, Keys.number(last + 1), to.bytes()), synced);
    last++;
  }

  /** Those before a number that fit. A page may be empty and yet have a next. */
  public Page newest(int limit, long before, Predicate<Entry> fits) {
    var entries = new ArrayList<Entry>();
    try (Cursor cursor = all(before)) {
      for (int seen = 1; cursor.next(); seen++) {
        Entry entry = read(Keys.number(cursor.key(), 0), cursor.value());
        if (fits.test(entry)) {
          entries.add(entry);
        }
        if (entries.size() == limit || seen == FARTHEST) {
          return new Page(entries, entry.number() > 1 ? entry.number() : null);
        }
      }
    }
    return new Page(entries, null);
  }

  /** Forgets what was done before an instant; how many entries that was. */
  public synchronized int forget(Instant before) {
    int old = 0;
    long until = 0;
    try (Cursor cursor = disk.scan(Table.AUDIT, Keys.number(0), Keys.number(last))) {
      while (cursor.next()) {
        Entry entry = read(Keys.number(cursor.key(), 0), cursor.value());
        if (!entry.at().isBefore(before)) {
          break;
        }
        until = entry.number() + 1;
        old++;
      }
    }
    if (old > 0) {
      disk.write(new Batch().deleteRange(Table.AUDIT, Keys.number(0), Keys.number(until)), true);
    }
    return old;
  }

  private Cursor all(long before) {
    return disk.scanBack(Table.AUDIT, Keys.number(0), Keys.number(before));
  }

  private static Entry read(long number, byte[] bytes) {
    var from = new Unpacker(bytes);
    from.one();
    return new Entry(
        number,
        from.instant(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        ValueCodec.readFields(from));
  }
}
