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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was refused, with its reason: the newest {@value #MOST} are kept. Each keeps where it came
 * from and which field was at fault, and of the message what is not personal.
 */
public final class Quarantine {
  static final int MOST = 10_000;

  private static final byte[] MORE = "quarantine/more".getBytes(StandardCharsets.UTF_8);

  private final Disk disk;
  private final AtomicLong last;
  private long more;

  /**
   * What is said of a refusal.
   *
   * @param where the source's name, or the import file's with its line
   * @param excerpt the names of the message's fields, without their values
   */
  public record Note(
      Instant at, String where, String code, String field, String message, Fields excerpt) {}

  /** A note that is kept, under its number. */
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
    byte[] counted = disk.read(Table.META, MORE);
    this.more = counted == null ? 0 : new Unpacker(counted).unsigned();
  }

  /** How many were ever refused. */
  public synchronized long count() {
    return last.get() + more;
  }

  /** The number of the newest note. */
  public long last() {
    return last.get();
  }

  /** How many are kept. */
  public long kept() {
    try (Cursor cursor = disk.scan(Table.QUARANTINE, Keys.number(0), Keys.number(Long.MAX_VALUE))) {
      return cursor.next() ? last.get() - Keys.number(cursor.key(), 0) + 1 : 0;
    }
  }

  /** The oldest kept of those since an instant; found by halving, as they come in order of time. */
  public Optional<Refusal> firstSince(Instant since) {
    long from = last.get() - kept() + 1;
    long until = last.get() + 1;
    while (from < until) {
      long middle = (from + until) >>> 1;
      boolean before = find(middle).filter(each -> !each.at().isBefore(since)).isEmpty();
      from = before ? middle + 1 : from;
      until = before ? until : middle;
    }
    return find(from);
  }

  private Optional<Refusal> find(long number) {
    byte[] bytes = disk.read(Table.QUARANTINE, Keys.number(number));
    return bytes == null ? Optional.empty() : Optional.of(read(number, bytes));
  }

  /**
   * Keeps refusals and counts others that came with them, of which enough is known by these; none
   * is lost unless the power is.
   */
  public synchronized void add(List<Note> notes, int others) {
    var batch = new Batch();
    notes.forEach(note -> put(note, batch));
    if (others > 0) {
      batch.put(Table.META, MORE, new Packer().unsigned(more + others).bytes());
    }
    disk.write(batch, false);
    more += others;
  }

  /** Keeps refusals; none is lost unless the power is. */
  public void add(List<Note> notes) {
    if (!notes.isEmpty()) {
      add(notes, 0);
    }
  }

  /**
   * Keeps refusals and, in the same write, a setting that says how far their reader is: whoever
   * goes on from there keeps none of them twice. Durable when it returns.
   */
  public void add(List<Note> notes, String setting, Fields reached) {
    var batch = new Batch();
    notes.forEach(note -> put(note, batch));
    Settings.put(setting, reached, batch);
    disk.write(batch, true);
  }

  private void put(Note note, Batch batch) {
    long number = last.incrementAndGet();
    var to = new Packer().one((byte) 1).instant(note.at).text(note.where).text(note.code);
    to.text(note.field).text(note.message);
    ValueCodec.writeFields(note.excerpt, to);
    batch.put(Table.QUARANTINE, Keys.number(number), to.bytes());
    if (number > MOST && number % 100 == 0) {
      batch.deleteRange(Table.QUARANTINE, Keys.number(0), Keys.number(number - MOST));
    }
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
