package habitue.store.journal;

import habitue.model.Body;
import habitue.model.EntityId;
import habitue.model.JournalRecord;
import habitue.model.Packer;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import javax.crypto.SecretKey;

/**
 * What came in, for ever. A record lies with its strand, in the order it is folded in, so that one
 * person's past is one scan; a small second entry keeps the order of arrival in each slot. Both are
 * written by the door alone. Why by strand: docs/decisions/0001-journal-layout.md.
 *
 * <p>On disk: {@code version, start, kind, header length, header, sealed body}. The seal covers the
 * header, so no byte of a record can change unseen. Of a record that is kept no longer there stays
 * {@code version 2, checksum}: what the chain has of it, and nothing else.
 */
public final class Journal {
  private static final byte VERSION = 1;
  private static final byte STUB = 2;

  private final Disk disk;
  private final StrandKeys keys;
  private final int start;
  private final Queue<Seal> seals = new ConcurrentLinkedQueue<>();

  /**
   * @param start how many times this store has been opened; part of every nonce
   */
  public Journal(Disk disk, StrandKeys keys, int start) {
    this.disk = disk;
    this.keys = keys;
    this.start = start;
  }

  /** The part of a body that can be made before its place is known, on any thread. */
  public static byte[] prepare(Body body) {
    return Squeeze.small(BodyCodec.write(body));
  }

  /**
   * Adds a record to a batch.
   *
   * @param prepared the body as {@link #prepare} made it
   * @return a checksum of the whole entry, for the chain
   */
  public long append(JournalRecord record, byte[] prepared, Batch batch) {
    Stamp stamp = record.stamp();
    SecretKey key =
        keys.find(stamp.strand())
            .orElseThrow(() -> new IllegalStateException("a strand has no key"));
    var header = new Packer(128);
    HeaderCodec.write(stamp, header);
    byte[] open = header.bytes();
    Seal seal = seal();
    byte[] sealed = seal.close(key, start, stamp.position(), open, prepared);
    seals.add(seal);
    byte[] value =
        new Packer()
            .one(VERSION)
            .unsigned(start)
            .one(BodyCodec.kind(record.body()))
            .block(open)
            .raw(sealed)
            .bytes();
    byte[] place = key(stamp.strand(), stamp.now(), stamp.position());
    batch.put(Table.JOURNAL, place, value);
    byte[] arrival = new Packer(24).unsigned(stamp.strand().number()).instant(stamp.now()).bytes();
    batch.put(Table.ARRIVALS, Keys.of(stamp.entity().slot(), stamp.position()), arrival);
    return checksum(place, value);
  }

  /** The record that arrived at a position, if it is still kept. */
  public Optional<JournalRecord> read(int slot, long position) {
    byte[] arrival = disk.read(Table.ARRIVALS, Keys.of(slot, position));
    return arrival == null ? Optional.empty() : arrived(position, arrival);
  }

  /** The records of a slot after a position, in the order of their arrival. */
  public void replay(int slot, long after, Consumer<JournalRecord> to) {
    byte[] until = Keys.of(slot, Long.MAX_VALUE);
    try (Cursor cursor = disk.scan(Table.ARRIVALS, Keys.of(slot, after + 1), until)) {
      while (cursor.next()) {
        arrived(Keys.number(cursor.key(), 1), cursor.value()).ifPresent(to);
      }
    }
  }

  /** One strand's records in the order they are folded in. Close it. */
  History history(Strand strand) {
    byte[] from = Keys.of(strand.slot(), strand.number());
    return new History(disk.scan(Table.JOURNAL, from, Keys.after(from)), this);
  }

  JournalRecord decode(byte[] key, byte[] value) {
    var strand = new Strand(Keys.number(key, 1));
    Instant now = Instant.ofEpochMilli(Keys.sortable(Keys.number(key, 9)));
    return decode(strand, now, Keys.number(key, 17), value);
  }

  static byte[] key(Strand strand, Instant now, long position) {
    return Keys.of(strand.slot(), strand.number(), Keys.sortable(now.toEpochMilli()), position);
  }

  /** Removes a strand's records, and leaves of each what the chain has of it. */
  public void remove(Strand strand, Batch batch) {
    byte[] from = Keys.of(strand.slot(), strand.number());
    try (Cursor cursor = disk.scan(Table.JOURNAL, from, Keys.after(from))) {
      while (cursor.next()) {
        if (!stub(cursor.value())) {
          remove(cursor.key(), cursor.value(), batch);
        }
      }
    }
  }

  /** Removes one record. */
  public void remove(JournalRecord record, Batch batch) {
    Stamp stamp = record.stamp();
    byte[] place = key(stamp.strand(), stamp.now(), stamp.position());
    byte[] value = disk.read(Table.JOURNAL, place);
    if (value != null && !stub(value)) {
      remove(place, value, batch);
    }
  }

  private static void remove(byte[] place, byte[] value, Batch batch) {
    var from = new Unpacker(value);
    from.one();
    from.count();
    from.one();
    var strand = new Strand(Keys.number(place, 1));
    long position = Keys.number(place, 17);
    Stamp stamp = HeaderCodec.read(new Unpacker(from.block()), strand, Instant.EPOCH, position);
    byte[] left = new Packer().one(STUB).fixed(checksum(place, value)).bytes();
    batch.put(Table.JOURNAL, place, left);
    batch.delete(Table.ARRIVALS, Keys.of(stamp.entity().slot(), position));
  }

  /** Whether only a checksum is left of a record. */
  static boolean stub(byte[] value) {
    return value[0] == STUB;
  }

  static long checksum(byte[] key, byte[] value) {
    if (stub(value)) {
      return new Unpacker(Arrays.copyOfRange(value, 1, value.length)).fixed();
    }
    var crc = new CRC32C();
    crc.update(key);
    crc.update(value);
    return crc.getValue();
  }

  private Optional<JournalRecord> arrived(long position, byte[] arrival) {
    var from = new Unpacker(arrival);
    var strand = new Strand(from.unsigned());
    Instant now = from.instant();
    byte[] value = disk.read(Table.JOURNAL, key(strand, now, position));
    return value == null || stub(value)
        ? Optional.empty()
        : Optional.of(decode(strand, now, position, value));
  }

  private JournalRecord decode(Strand strand, Instant now, long position, byte[] value) {
    var from = new Unpacker(value);
    byte version = from.one();
    if (version != VERSION) {
      throw new IllegalStateException(
          "record " + position + " was written by a newer program (format " + version + ")");
    }
    int startedAs = from.count();
    byte kind = from.one();
    byte[] header = from.block();
    byte[] sealed = from.rest();
    Stamp stamp = HeaderCodec.read(new Unpacker(header), strand, now, position);
    Optional<SecretKey> key = keys.find(strand);
    if (key.isEmpty()) {
      return new JournalRecord(stamp, new Body.Erased());
    }
    Seal seal = seal();
    byte[] prepared = seal.open(key.get(), startedAs, position, header, sealed);
    seals.add(seal);
    return new JournalRecord(stamp, BodyCodec.read(kind, Squeeze.large(prepared)));
  }

  private Seal seal() {
    Seal free = seals.poll();
    return free != null ? free : new Seal();
  }

  /** Where a shared entity's records are filed: under a strand with its own number. */
  public static Strand ownStrand(EntityId id) {
    return new Strand(id.number());
  }
}
