package habitue.store.products;

import habitue.engine.catalogue.Catalogue;
import habitue.engine.catalogue.Listing;
import habitue.engine.catalogue.Timeline;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How products lie on disk. Keys begin with a letter: {@code v}, id, 0, since, stated → a version;
 * {@code s}, id → its stock; {@code r}, id, 0, id of another that names it; {@code p} → how often
 * the past was restated.
 */
final class Shelves {
  private static final byte FORMAT = 1;
  private static final byte[] RESTATED = {'p'};
  private static final int TIMES = 16;

  private final Disk disk;

  Shelves(Disk disk) {
    this.disk = disk;
  }

  /** Every product there is. */
  Catalogue catalogue() {
    var words = new Words();
    var all = new HashMap<String, Timeline>();
    var listings = new ArrayList<Listing>();
    String id = "";
    byte[] first = {'v'};
    try (Cursor cursor = disk.scan(Table.PRODUCTS, first, Keys.after(first))) {
      while (cursor.next()) {
        String next = id(cursor.key());
        if (!next.equals(id)) {
          keep(id, listings, all);
          id = next;
        }
        listings.add(Documents.listing(version(cursor), words));
      }
    }
    keep(id, listings, all);
    return Catalogue.NONE.with(all).restated(restated());
  }

  private static void keep(String id, List<Listing> listings, Map<String, Timeline> all) {
    if (!listings.isEmpty()) {
      all.put(id, Timeline.of(listings));
      listings.clear();
    }
  }

  static Timeline timeline(List<Version> versions, Words words) {
    return Timeline.of(versions.stream().map(each -> Documents.listing(each, words)).toList());
  }

  /** All versions of a product, in the order in which they hold. */
  List<Version> versions(String id) {
    byte[] prefix = prefix('v', id);
    var all = new ArrayList<Version>();
    try (Cursor cursor = disk.scan(Table.PRODUCTS, prefix, Keys.after(prefix))) {
      while (cursor.next()) {
        all.add(version(cursor));
      }
    }
    return all;
  }

  /** Nothing where it was never said. */
  Fields stock(String id) {
    byte[] bytes = disk.read(Table.PRODUCTS, key('s', id));
    return bytes == null ? Fields.NONE : fields(bytes);
  }

  /** Those that named a product, in any version. */
  List<String> naming(String id, int most) {
    byte[] prefix = prefix('r', id);
    var all = new ArrayList<String>();
    try (Cursor cursor = disk.scan(Table.PRODUCTS, prefix, Keys.after(prefix))) {
      while (all.size() < most && cursor.next()) {
        byte[] key = cursor.key();
        all.add(text(key, prefix.length, key.length));
      }
    }
    return all;
  }

  long restated() {
    byte[] bytes = disk.read(Table.PRODUCTS, RESTATED);
    return bytes == null ? 0 : new Unpacker(bytes).signed();
  }

  void put(String id, Version version, Batch batch) {
    byte[] prefix = prefix('v', id);
    byte[] key = Arrays.copyOf(prefix, prefix.length + TIMES);
    System.arraycopy(time(version.since()), 0, key, prefix.length, 8);
    System.arraycopy(time(version.stated()), 0, key, prefix.length + 8, 8);
    var to = new Packer().one(FORMAT).one((byte) (version.discontinued() ? 1 : 0));
    ValueCodec.writeFields(version.document(), to);
    batch.put(Table.PRODUCTS, key, to.bytes());
    for (String other : Documents.references(version.document())) {
      batch.put(Table.PRODUCTS, with(prefix('r', other), id), new byte[0]);
    }
  }

  static void stock(String id, Fields stock, Batch batch) {
    var to = new Packer().one(FORMAT);
    ValueCodec.writeFields(stock, to);
    batch.put(Table.PRODUCTS, key('s', id), to.bytes());
  }

  static void restated(long times, Batch batch) {
    batch.put(Table.PRODUCTS, RESTATED, new Packer().signed(times).bytes());
  }

  void write(Batch batch) {
    disk.write(batch, true);
  }

  private static Version version(Cursor cursor) {
    byte[] key = cursor.key();
    var from = new Unpacker(cursor.value());
    from.one();
    boolean discontinued = from.one() == 1;
    return new Version(
        instant(key, key.length - TIMES),
        instant(key, key.length - 8),
        discontinued,
        ValueCodec.readFields(from));
  }

  private static Fields fields(byte[] bytes) {
    var from = new Unpacker(bytes);
    from.one();
    return ValueCodec.readFields(from);
  }

  private static String id(byte[] key) {
    return text(key, 1, key.length - TIMES - 1);
  }

  private static String text(byte[] key, int from, int until) {
    return new String(key, from, until - from, StandardCharsets.UTF_8);
  }

  private static byte[] key(char kind, String id) {
    return with(new byte[] {(byte) kind}, id);
  }

  /** No id holds the character 0, so none begins another's keys. */
  private static byte[] prefix(char kind, String id) {
    return Keys.with(key(kind, id), (byte) 0);
  }

  private static byte[] with(byte[] prefix, String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    byte[] key = Arrays.copyOf(prefix, prefix.length + bytes.length);
    System.arraycopy(bytes, 0, key, prefix.length, bytes.length);
    return key;
  }

  private static byte[] time(Instant instant) {
    return Keys.number(Keys.sortable(instant.toEpochMilli()));
  }

  private static Instant instant(byte[] key, int offset) {
    return Instant.ofEpochMilli(Keys.sortable(Keys.number(key, offset)));
  }

  /** The version that holds at an instant; null before the first. */
  static @Nullable Version at(List<Version> versions, Instant instant) {
    Version found = null;
    for (Version each : versions) {
      if (!each.since().isAfter(instant)) {
        found = each;
      }
    }
    return found;
  }
}
