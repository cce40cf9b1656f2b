package habitue.store.door;

import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who was erased, in every backup: whoever brings an erased person's past is turned away. What such
 * a person does after it makes a new one.
 */
public final class Erasures {
  private static final byte ERASURE = 'e';
  private static final byte HASH = 'h';

  private final Disk disk;
  // Only saves looking: should its batch not land, the disk knows better.
  private Instant newest;

  Erasures(Disk disk) {
    this.disk = disk;
    this.newest = latest(disk);
  }

  /** All there were, the oldest first. */
  public static List<Erasure> of(Disk disk) {
    var all = new ArrayList<Erasure>();
    byte[] from = {ERASURE};
    try (Cursor cursor = disk.scan(Table.ERASURES, from, Keys.after(from))) {
      while (cursor.next()) {
        all.add(Erasure.of(cursor.value()));
      }
    }
    return all;
  }

  /** Adds one that took place elsewhere, on a later copy of the same data. */
  public static void add(Erasure erasure, Disk disk, Batch batch) {
    batch.put(Table.ERASURES, key(erasure), erasure.bytes());
    for (Token hash : erasure.hashes()) {
      byte[] before = disk.read(Table.ERASURES, key(hash));
      if (before == null || Keys.number(before, 0) < erasure.at().toEpochMilli()) {
        batch.put(Table.ERASURES, key(hash), Keys.number(erasure.at().toEpochMilli()));
      }
    }
  }

  void add(Erasure erasure, Batch batch) {
    add(erasure, disk, batch);
    newest = erasure.at().isAfter(newest) ? erasure.at() : newest;
  }

  /** Whether an event is of the time before its person was erased. */
  boolean forbid(Prepared.Happening happening) {
    return happening.at().isBefore(newest)
        && (happening.named().stream().anyMatch(token -> before(happening.at(), token))
            || before(happening.at(), happening.names().getFirst().token())
            || happening.names().stream()
                .filter(named -> !named.weak())
                .anyMatch(named -> before(happening.at(), named.token())));
  }

  private boolean before(Instant at, Token token) {
    byte[] erased = disk.read(Table.ERASURES, key(token));
    return erased != null && at.toEpochMilli() < Keys.number(erased, 0);
  }

  private static Instant latest(Disk disk) {
    Instant latest = Instant.EPOCH;
    for (Erasure each : of(disk)) {
      latest = each.at().isAfter(latest) ? each.at() : latest;
    }
    return latest;
  }

  // Positions of a copy that lived on may meet those of another: the instant tells them apart.
  private static byte[] key(Erasure erasure) {
    byte[] key = Keys.of(ERASURE, erasure.at().toEpochMilli(), erasure.position());
    key[0] = ERASURE;
    return key;
  }

  private static byte[] key(Token token) {
    return Keys.of(HASH, token.high(), token.low());
  }
}
