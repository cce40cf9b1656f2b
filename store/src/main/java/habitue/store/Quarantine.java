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
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was refused, with its reason: the newest {@value #MOST} are kept. Each keeps where it came
 * from and which field was at fault, and of the message what is not personal.
 */
public final class Quarantine {
  static final int MOST = 10_000;

  private final Disk disk;
  private final AtomicLong last;

  /**
   * @param where the source's name, or the import file's with its line
   * @param excerpt the names of the message's fields, without their values
   */
  public record Refusal(
      long number,
      Instant at,
      String where,
      String code,
      String field,
      String message,
      Fields excerpt) {}

  Quarantine(Disk disk) {
    this.disk = disk;
    this.last = new AtomicLong(newest(disk));
  }

  /** How many were ever refused. */
  public long count() {
    return last.get();
  }

  /** Keeps a refusal; it is not lost unless the power is. */
  public void add(
      Instant at, String where, String code, String field, String message, Fields excerpt) {
    long number = last.incrementAndGet();
    var to = new Packer().one((byte) 1).instant(at).text(where).text(code).text(field);
    to.text(message);
    ValueCodec.writeFields(excerpt, to);
    var batch = new Batch().put(Table.QUARANTINE, Keys.number(number), to.bytes());
    if (number > MOST && number % 100 == 0) {
      batch.deleteRange(Table.QUARANTINE, Keys.number(0), Keys.number(number - MOST));
    }
    disk.write(batch, false);
  }

  /** The newest first. */
  public List<Refusal> newest(int limit, long before) {
    var refusals = new ArrayList<Refusal>();
    try (Cursor cursor = disk.scanBack(Table.QUARANTINE, Keys.number(0), Keys.number(before))) {
      while (refusals.size() < limit && cursor.next()) {
        refusals.add(read(Keys.number(cursor.key(), 0), cursor.value()));
      }
    }
    return refusals;
  }

  private static long newest(Disk disk) {
    try (Cursor cursor =
        disk.scanBack(Table.QUARANTINE, Keys.number(0), Keys.number(Long.MAX_VALUE))) {
      return cursor.next() ? Keys.number(cursor.key(), 0) : 0;
    }
  }

  private static Refusal read(long number, byte[] bytes) {
    var from = new Unpacker(bytes);
    from.one();
    return new Refusal(
        number,
        from.instant(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        ValueCodec.readFields(from));
  }
}
