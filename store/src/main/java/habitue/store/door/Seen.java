package habitue.store.door;

import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which messages were here before, for 32 to 48 days: kept by spans of 16 days, of which the newest
 * three are looked into and older ones dropped whole.
 */
final class Seen {
  private static final long SPAN_MILLIS = Duration.ofDays(16).toMillis();
  private static final int SPANS = 3;

  private final Disk disk;
  private final Map<ByteBuffer, Long> inBatch = new HashMap<>();
  private long dropped = -1;
  // The spans that may hold something, the newest first, and the newest they were chosen for.
  private List<Long> spans = List.of();
  private long chosenFor = Long.MIN_VALUE;

  Seen(Disk disk) {
    this.disk = disk;
  }

  /** Where each message was seen before; null for new ones. One look-up for all. */
  List<@Nullable Long> find(List<byte[]> hashes, Instant now) {
    choose(now.toEpochMilli() / SPAN_MILLIS);
    var keys = new ArrayList<byte[]>(hashes.size() * spans.size());
    for (long each : spans) {
      for (byte[] hash : hashes) {
        keys.add(key(each, hash));
      }
    }
    List<byte @Nullable []> values = disk.readAll(Table.SEEN, keys);
    var found = new ArrayList<@Nullable Long>(hashes.size());
    for (int i = 0; i < hashes.size(); i++) {
      found.add(first(values, i, hashes.size()));
    }
    return found;
  }

  /** What an older span lacks it will never have: nothing is added to it any more. */
  private void choose(long span) {
    if (span == chosenFor) {
      return;
    }
    var chosen = new ArrayList<Long>();
    chosen.add(span);
    for (long each = span - 1; each > span - SPANS; each--) {
      try (Cursor any = disk.scan(Table.SEEN, Keys.number(each), Keys.number(each + 1))) {
        if (any.next()) {
          chosen.add(each);
        }
      }
    }
    spans = chosen;
    chosenFor = span;
  }

  /** Where it was seen earlier in the same batch. */
  @Nullable Long inBatch(byte[] hash) {
    return inBatch.get(ByteBuffer.wrap(hash));
  }

  void add(byte[] hash, long position, Instant now, Batch batch) {
    long span = now.toEpochMilli() / SPAN_MILLIS;
    batch.put(Table.SEEN, key(span, hash), Keys.number(position));
    inBatch.put(ByteBuffer.wrap(hash), position);
    if (dropped < span - SPANS) {
      batch.deleteRange(Table.SEEN, Keys.number(0), Keys.number(span - SPANS + 1));
      dropped = span - SPANS;
    }
  }

  /** The batch has landed, or never will. */
  void batchEnds() {
    inBatch.clear();
  }

  private static @Nullable Long first(List<byte @Nullable []> values, int index, int step) {
    for (int i = index; i < values.size(); i += step) {
      byte[] value = values.get(i);
      if (value != null) {
        return Keys.number(value, 0);
      }
    }
    return null;
  }

  private static byte[] key(long span, byte[] hash) {
    byte[] key = new byte[8 + hash.length];
    System.arraycopy(Keys.number(span), 0, key, 0, 8);
    System.arraycopy(hash, 0, key, 8, hash.length);
    return key;
  }
}
