package habitue.store.door;

import habitue.model.CustomerId;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Erasures whose end nobody has put on record yet. Kept with the decision, so that the end is
 * recorded whenever it comes, before or after a stop.
 */
public final class Unreported {
  private static final byte[] PREFIX = "unreported/".getBytes(StandardCharsets.UTF_8);

  private Unreported() {}

  /**
   * @param erasure the position of the erasure
   * @param author who asked for it
   * @param at when it was decided
   */
  public record Ending(long erasure, CustomerId customer, String author, Instant at) {}

  static void put(Ending ending, Batch batch) {
    var to = new Packer().one((byte) 1).unsigned(ending.customer().number());
    batch.put(
        Table.META, key(ending.erasure()), to.text(ending.author()).instant(ending.at()).bytes());
  }

  /** Its end is on record. */
  public static void reported(Disk disk, long erasure) {
    // Should a loss of power undo this, the end is recorded twice rather than never.
    disk.write(new Batch().delete(Table.META, key(erasure)), false);
  }

  public static Optional<Ending> of(Disk disk, long erasure) {
    byte[] key = key(erasure);
    byte[] value = disk.read(Table.META, key);
    return value == null ? Optional.empty() : Optional.of(read(key, value));
  }

  /** All there are, the oldest first. */
  public static List<Ending> of(Disk disk) {
    var endings = new ArrayList<Ending>();
    try (Cursor cursor = disk.scan(Table.META, PREFIX, Keys.after(PREFIX))) {
      while (cursor.next()) {
        endings.add(read(cursor.key(), cursor.value()));
      }
    }
    return endings;
  }

  private static Ending read(byte[] key, byte[] value) {
    var from = new Unpacker(value);
    from.one();
    return new Ending(
        Keys.number(key, PREFIX.length),
        new CustomerId(from.unsigned()),
        from.text(),
        from.instant());
  }

  private static byte[] key(long erasure) {
    byte[] key = Arrays.copyOf(PREFIX, PREFIX.length + 8);
    System.arraycopy(Keys.number(erasure), 0, key, PREFIX.length, 8);
    return key;
  }
}
