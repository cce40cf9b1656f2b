package habitue.store.work;

import habitue.model.EntityId;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.journal.EntityCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The list of entities whose step broke, for people to look at. */
public final class Halts {
  private static final Logger LOG = LoggerFactory.getLogger(Halts.class);
  private static final byte[] PREFIX = "halted/".getBytes(StandardCharsets.UTF_8);

  private Halts() {}

  /** Who was halted, since when, and by what kind of failure. */
  public record Halted(EntityId id, Instant at, String reason) {}

  static void add(EntityId id, Frame.Halt halt, Batch batch) {
    var value = new Packer();
    EntityCodec.write(id, value);
    batch.put(Table.META, key(id), value.instant(halt.at()).text(halt.reason()).bytes());
  }

  /**
   * Halts an entity whose step broke; a failing disk halts nobody.
   *
   * @param position the first one it did not live through
   * @param at up to when its timers have fired
   */
  static void halt(
      Entity<?> entity, long position, Instant at, RuntimeException broken, Batch batch) {
    if (broken instanceof DiskFailed failed) {
      throw failed;
    }
    String reason = broken.getClass().getSimpleName();
    LOG.error("{} is halted at {}: {}; its inputs are kept", entity.id(), position, reason, broken);
    var halt = new Frame.Halt(position, at, reason);
    entity.frame(entity.frame().halting(halt));
    add(entity.id(), halt, batch);
  }

  static void remove(EntityId id, Batch batch) {
    batch.delete(Table.META, key(id));
  }

  public static List<Halted> of(Disk disk) {
    var halted = new ArrayList<Halted>();
    try (Cursor cursor = disk.scan(Table.META, PREFIX, Keys.after(PREFIX))) {
      while (cursor.next()) {
        var from = new Unpacker(cursor.value());
        halted.add(new Halted(EntityCodec.read(from), from.instant(), from.text()));
      }
    }
    return halted;
  }

  private static byte[] key(EntityId id) {
    byte[] number = Keys.number(id.number());
    byte[] key = java.util.Arrays.copyOf(PREFIX, PREFIX.length + number.length);
    System.arraycopy(number, 0, key, PREFIX.length, number.length);
    return key;
  }
}
