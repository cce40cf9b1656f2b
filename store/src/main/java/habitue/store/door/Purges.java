package habitue.store.door;

import habitue.model.CustomerId;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Batch.Write.DeleteRange;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of an erasure is still to be done once it is decided: bytes to be written over. Kept with
 * the decision, so that an erasure that was decided is finished whatever happens.
 */
public final class Purges {
  private static final byte[] PREFIX = "purge/".getBytes(StandardCharsets.UTF_8);

  private Purges() {}

  /**
   * @param erasure the position of the erasure it finishes
   * @param last the position up to which workers have to be
   * @param key where it is kept
   */
  public record Purge(long erasure, long last, byte[] key, List<DeleteRange> ranges) {

    /** Who was told: the erased, and whoever had something of theirs. */
    public Set<CustomerId> told() {
      return ranges.stream()
          .filter(range -> range.table() == Table.STATES)
          .map(range -> new CustomerId(Keys.number(range.from(), 1)))
          .collect(Collectors.toSet());
    }

    /** The slots whose workers have to let go first. */
    public Set<Integer> slots() {
      return ranges.stream()
          .filter(range -> range.table() == Table.FEED)
          .map(range -> Keys.slot(range.from()))
          .collect(Collectors.toSet());
    }
  }

  static void put(long erasure, long last, List<DeleteRange> ranges, Batch batch) {
    var to = new Packer().one((byte) 1).unsigned(last).unsigned(ranges.size());
    for (DeleteRange range : ranges) {
      to.text(range.table().wireName()).block(range.from()).block(range.until());
    }
    batch.put(Table.META, key(erasure), to.bytes());
  }

  private static byte[] key(long erasure) {
    byte[] key = Arrays.copyOf(PREFIX, PREFIX.length + 8);
    System.arraycopy(Keys.number(erasure), 0, key, PREFIX.length, 8);
    return key;
  }

  /** What is to be done of one erasure. */
  public static Optional<Purge> of(Disk disk, long erasure) {
    byte[] key = key(erasure);
    byte[] value = disk.read(Table.META, key);
    return value == null ? Optional.empty() : Optional.of(read(key, value));
  }

  public static List<Purge> of(Disk disk) {
    var purges = new ArrayList<Purge>();
    try (Cursor cursor = disk.scan(Table.META, PREFIX, Keys.after(PREFIX))) {
      while (cursor.next()) {
        purges.add(read(cursor.key(), cursor.value()));
      }
    }
    return purges;
  }

  private static Purge read(byte[] key, byte[] value) {
    var from = new Unpacker(value);
    from.one();
    long last = from.unsigned();
    int count = from.count();
    var ranges = new ArrayList<DeleteRange>(count);
    for (int i = 0; i < count; i++) {
      String name = from.text();
      Table table =
          Arrays.stream(Table.values())
              .filter(each -> each.wireName().equals(name))
              .findFirst()
              .orElseThrow();
      ranges.add(new DeleteRange(table, from.block(), from.block()));
    }
    return new Purge(Keys.number(key, PREFIX.length), last, key, ranges);
  }
}
