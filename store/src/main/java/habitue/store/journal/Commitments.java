package habitue.store.journal;

import habitue.model.Because;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Strand;
import habitue.model.Unpacker;
import habitue.model.Value;
import habitue.model.ValueCodec;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/** What the brand bound itself to: written once, read back by strand, never rewritten. */
public final class Commitments {
  private static final byte VERSION = 1;

  private final Disk disk;
  private final List<Commitment> unwritten;

  public Commitments(Disk disk) {
    this(disk, List.of());
  }

  private Commitments(Disk disk, List<Commitment> unwritten) {
    this.disk = disk;
    this.unwritten = unwritten;
  }

  /** With some that are in a batch which is not on disk yet. */
  public Commitments and(List<Commitment> more) {
    return new Commitments(disk, more);
  }

  public void append(Commitment commitment, Batch batch) {
    var to = new Packer().one(VERSION);
    EntityCodec.write(commitment.entity(), to);
    to.text(commitment.name());
    ValueCodec.writeFields(commitment.details(), to);
    writeBecause(commitment.because(), to);
    batch.put(Table.COMMITMENTS, key(commitment), to.bytes());
  }

  /** All made to these strands up to a position, in the order they were made in. */
  public List<Commitment> of(Collection<Strand> strands, long upTo) {
    var all = new ArrayList<Commitment>();
    for (Strand strand : strands) {
      byte[] from = Keys.of(strand.slot(), strand.number());
      try (Cursor cursor = disk.scan(Table.COMMITMENTS, from, Keys.after(from))) {
        while (cursor.next()) {
          if (Keys.number(cursor.key(), 17) <= upTo) {
            all.add(decode(cursor.key(), cursor.value()));
          }
        }
      }
    }
    for (Commitment each : unwritten) {
      if (each.position() <= upTo && strands.contains(each.strand())) {
        all.add(each);
      }
    }
    Collections.sort(all);
    return all;
  }

  /**
   * Leaves of a strand's commitments what the ledger adds up: their names, numbers and flags. Words
   * may be of the person.
   */
  public void strip(Strand strand, Batch batch) {
    for (Commitment made : of(List.of(strand), Long.MAX_VALUE)) {
      Because because = made.because();
      append(
          new Commitment(
              made.entity(),
              made.strand(),
              made.now(),
              made.position(),
              made.ordinal(),
              made.name(),
              numbers(made.details()),
              new Because(
                  because.position(),
                  because.cause(),
                  because.rule(),
                  because.version(),
                  Fields.NONE)),
          batch);
    }
  }

  private static Fields numbers(Fields details) {
    var kept = new LinkedHashMap<String, Value>();
    details
        .values()
        .forEach((name, value) -> {
          if (value instanceof Value.Whole
              || value instanceof Value.Decimal
              || value instanceof Value.Flag) {
            kept.put(name, value);
          }
        });
    return new Fields(kept);
  }

  public static void writeBecause(Because because, Packer to) {
    to.unsigned(because.position()).text(because.cause()).text(because.rule());
    to.unsigned(because.version());
    ValueCodec.writeFields(because.words(), to);
  }

  public static Because readBecause(Unpacker from) {
    long position = from.unsigned();
    String cause = from.text();
    String rule = from.text();
    int version = from.count();
    return new Because(position, cause, rule, version, ValueCodec.readFields(from));
  }

  private static byte[] key(Commitment commitment) {
    Strand strand = commitment.strand();
    return Keys.of(
        strand.slot(),
        strand.number(),
        Keys.sortable(commitment.now().toEpochMilli()),
        commitment.position(),
        commitment.ordinal());
  }

  private static Commitment decode(byte[] key, byte[] value) {
    var from = new Unpacker(value);
    if (from.one() != VERSION) {
      throw new IllegalStateException("a commitment was written by a newer program");
    }
    EntityId entity = EntityCodec.read(from);
    String name = from.text();
    Fields details = ValueCodec.readFields(from);
    return new Commitment(
        entity,
        new Strand(Keys.number(key, 1)),
        Instant.ofEpochMilli(Keys.sortable(Keys.number(key, 9))),
        Keys.number(key, 17),
        (int) Keys.number(key, 25),
        name,
        details,
        readBecause(from));
  }
}
