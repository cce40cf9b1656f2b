package habitue.store;

import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events came of nobody, who refused everything: by hour, source and name, and nothing
 * else. Added up in memory and written a second after the first of them, so that a thousand a
 * second cost one write: a kill loses at most that second of counts. Kept for {@value #DAYS} days.
 */
public final class Tallies implements AutoCloseable {
  static final int DAYS = 400;

  /** The most names of an hour; whoever sends more is counted under {@link #OTHERS}. */
  static final int NAMES = 1_000;

  /** The name of all beyond the most there are. */
  public static final String OTHERS = "(others)";

  private static final Logger LOG = LoggerFactory.getLogger(Tallies.class);
  private static final int LONGEST_NAME = 80;
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private final Disk disk;
  private final Map<Key, Long> fresh = new HashMap<>();
  private final Map<Key, Long> written = new HashMap<>();
  private @Nullable Instant hour;
  private long ever;
  private boolean writing;
  private boolean closed;

  private record Key(Instant hour, int source, String name) {
    byte[] bytes() {
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      byte[] bytes = new byte[12 + text.length];
      System.arraycopy(Keys.number(hour.getEpochSecond()), 0, bytes, 0, 8);
      for (int i = 0; i < 4; i++) {
        bytes[8 + i] = (byte) (source >>> (24 - 8 * i));
      }
      System.arraycopy(text, 0, bytes, 12, text.length);
      return bytes;
    }

    static Key of(byte[] bytes) {
      int source = 0;
      for (int i = 8; i < 12; i++) {
        source = source << 8 | bytes[i] & 0xff;
      }
      var name = new String(bytes, 12, bytes.length - 12, StandardCharsets.UTF_8);
      return new Key(Instant.ofEpochSecond(Keys.number(bytes, 0)), source, name);
    }
  }

  /** What came in an hour from a source under a name. */
  public record Tally(Instant hour, int source, String name, long count) {}

  Tallies(Disk disk) {
    this.disk = disk;
    byte[] bytes = disk.read(Table.META, ever());
    this.ever = bytes == null ? 0 : new Unpacker(bytes).unsigned();
  }

  public synchronized void add(int source, String name, Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.HOURS);
    if (!now.equals(hour)) {
      write();
      turn(now);
    }
    String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    var key = new Key(now, source, cut);
    boolean room = written.containsKey(key) || fresh.containsKey(key) || names() < NAMES;
    fresh.merge(room ? key : new Key(now, source, OTHERS), 1L, Long::sum);
    ever++;
    if (!writing && !closed) {
      writing = true;
      Thread.ofVirtual().name("tallies").start(this::writeSoon);
    }
  }

  /** How many there ever were. */
  public synchronized long count() {
    return ever;
  }

  /** All since an instant, the newest hour first. */
  public synchronized List<Tally> since(Instant from) {
    write();
    var tallies = new ArrayList<Tally>();
    byte[] first = Keys.number(from.getEpochSecond());
    try (Cursor cursor = disk.scanBack(Table.TALLIES, first, Keys.number(Long.MAX_VALUE))) {
      while (cursor.next()) {
        Key key = Key.of(cursor.key());
        long count = new Unpacker(cursor.value()).unsigned();
        tallies.add(new Tally(key.hour, key.source, key.name, count));
      }
    }
    return tallies;
  }

  @Override
  public synchronized void close() {
    write();
    closed = true;
  }

  private int names() {
    return written.size() + fresh.size();
  }

  /** An hour begins: what it has is read again, after a restart or a clock set back. */
  private void turn(Instant now) {
    written.clear();
    byte[] from = Keys.number(now.getEpochSecond());
    byte[] until = Keys.number(now.getEpochSecond() + 1);
    try (Cursor cursor = disk.scan(Table.TALLIES, from, until)) {
      while (cursor.next()) {
        written.put(Key.of(cursor.key()), new Unpacker(cursor.value()).unsigned());
      }
    }
    hour = now;
  }

  private void writeSoon() {
    try {
      Thread.sleep(WITHIN);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    writeNow();
  }

  private synchronized void writeNow() {
    writing = false;
    try {
      write();
    } catch (DiskFailed full) {
      LOG.warn("counts of what came of nobody wait for the disk: {}", full.getMessage());
    }
  }

  private void write() {
    if (fresh.isEmpty() || closed) {
      return;
    }
    var batch = new Batch();
    fresh.forEach((key, count) -> {
      long sum = written.getOrDefault(key, 0L) + count;
      batch.put(Table.TALLIES, key.bytes(), new Packer().unsigned(sum).bytes());
    });
    batch.put(Table.META, ever(), new Packer().unsigned(ever).bytes());
    long oldest =
        fresh.keySet().iterator().next().hour.minus(Duration.ofDays(DAYS)).getEpochSecond();
    batch.deleteRange(Table.TALLIES, Keys.number(0), Keys.number(Math.max(0, oldest)));
    disk.write(batch, true);
    fresh.forEach((key, count) -> written.merge(key, count, Long::sum));
    fresh.clear();
  }

  private static byte[] ever() {
    return "store/tallied".getBytes(StandardCharsets.UTF_8);
  }
}
