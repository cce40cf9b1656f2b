package habitue.store.journal;

import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.StoreRefused;
import habitue.store.disk.Table;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What holds the journal together: one link for each of the door's batches, with the positions it
 * took, how many records it wrote, the sum of their checksums, and a hash over all this and the
 * link before. A lost or changed batch breaks it; whoever opens the journal says where.
 */
public final class Chain {
  private static final int NEWEST = 20_000;
  private static final byte[] ORIGIN = new byte[16];

  private final Disk disk;
  private byte[] link = ORIGIN;
  private long last;
  private Instant time = Instant.EPOCH;

  public Chain(Disk disk) {
    this.disk = disk;
  }

  /** One of the door's batches. */
  record Link(long first, long last, int records, long sum, Instant time, byte[] hash) {}

  /**
   * Follows the newest links and takes its place after the last.
   *
   * @param acknowledged the last position whose sender was told it is safe
   */
  public void open(long acknowledged) {
    Link before = null;
    for (Link each : newest()) {
      if (before != null) {
        follow(before, each);
      }
      before = each;
    }
    if (before != null) {
      link = before.hash;
      last = before.last;
      time = before.time;
    }
    if (last < acknowledged) {
      throw new StoreRefused(
          "journal_gap",
          "The journal ends at position %d, but everything up to %d was acknowledged: %d are missing."
                  .formatted(last, acknowledged, acknowledged - last)
              + " Restore the newest backup, or take what is left with --accept-loss.");
    }
  }

  /** Adds the link of a batch; call {@link #landed} once it is on disk. */
  public Next append(long until, int records, long sum, Instant at, Batch batch) {
    byte[] body = new Packer().unsigned(until).unsigned(records).signed(sum).instant(at).bytes();
    byte[] hash = hash(link, last + 1, body);
    batch.put(Table.CHAIN, Keys.number(last + 1), new Packer().block(hash).raw(body).bytes());
    return new Next(hash, until, at);
  }

  /** What the chain's end becomes when a batch has landed. */
  public record Next(byte[] hash, long last, Instant time) {}

  public void landed(Next next) {
    link = next.hash;
    last = next.last;
    time = next.time;
  }

  public long last() {
    return last;
  }

  /** When the last batch was taken. */
  public Instant time() {
    return time;
  }

  /** Reads every link and every record there is; refuses with the first place that is wrong. */
  public static Verified verify(Disk disk) {
    var sums = new HashMap<Long, long[]>();
    var links = new TreeMap<Long, Link>();
    byte[] expected = ORIGIN;
    long next = 1;
    try (Cursor cursor = disk.scan(Table.CHAIN, Keys.number(0), Keys.number(Long.MAX_VALUE))) {
      while (cursor.next()) {
        Link each = decode(cursor.key(), cursor.value());
        check(each, next, expected, cursor.value());
        links.put(each.first, each);
        sums.put(each.first, new long[2]);
        expected = each.hash;
        next = each.last + 1;
      }
    }
    addUp(disk, links, sums);
    long records = 0;
    for (Link each : links.values()) {
      long[] found = sums.getOrDefault(each.first, new long[2]);
      if (found[0] != each.records || found[1] != each.sum) {
        throw broken(
            each.first, "has %d of its %d records as written".formatted(found[0], each.records));
      }
      records += each.records;
    }
    return new Verified(links.size(), records);
  }

  /** How much was read and found right. */
  public record Verified(long batches, long records) {}

  private static void addUp(Disk disk, NavigableMap<Long, Link> links, Map<Long, long[]> sums) {
    try (Cursor cursor =
        disk.scan(Table.JOURNAL, new byte[] {0}, Keys.after(new byte[] {(byte) 0xff}))) {
      while (cursor.next()) {
        long position = Keys.number(cursor.key(), 17);
        Map.Entry<Long, Link> batch = links.floorEntry(position);
        if (batch == null || position > batch.getValue().last) {
          throw broken(position, "is in no batch");
        }
        long[] sum = sums.computeIfAbsent(batch.getKey(), first -> new long[2]);
        sum[0]++;
        sum[1] += Journal.checksum(cursor.key(), cursor.value());
      }
    }
  }

  private List<Link> newest() {
    var links = new ArrayDeque<Link>();
    try (Cursor cursor = disk.scanBack(Table.CHAIN, Keys.number(0), Keys.number(Long.MAX_VALUE))) {
      while (links.size() < NEWEST && cursor.next()) {
        links.addFirst(decode(cursor.key(), cursor.value()));
      }
    }
    return List.copyOf(links);
  }

  private static void follow(Link before, Link each) {
    byte[] body =
        new Packer()
            .unsigned(each.last)
            .unsigned(each.records)
            .signed(each.sum)
            .instant(each.time)
            .bytes();
    if (each.first != before.last + 1
        || !Arrays.equals(each.hash, hash(before.hash, each.first, body))) {
      throw broken(each.first, "does not follow the batch that ends at " + before.last);
    }
  }

  private static void check(Link each, long first, byte[] before, byte[] value) {
    var from = new Unpacker(value);
    from.block();
    if (each.first != first || !Arrays.equals(each.hash, hash(before, first, from.rest()))) {
      throw broken(each.first, "does not follow the batch that ends at " + (first - 1));
    }
  }

  private static StoreRefused broken(long position, String how) {
    return new StoreRefused(
        "journal_broken",
        "The journal is damaged: the batch at position "
            + position
            + " "
            + how
            + ". Restore the newest backup.");
  }

  private static Link decode(byte[] key, byte[] value) {
    var from = new Unpacker(value);
    byte[] hash = from.block();
    return new Link(
        Keys.number(key, 0), from.unsigned(), from.count(), from.signed(), from.instant(), hash);
  }

  private static byte[] hash(byte[] before, long first, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(before);
      digest.update(Keys.number(first));
      digest.update(body);
      return Arrays.copyOf(digest.digest(), 16);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }
}
