package habitue.store;

import habitue.engine.trust.Consents;
import habitue.engine.trust.Suppressed;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.KeyedHash;
import habitue.store.disk.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The addresses nothing is sent to, as keyed hashes: an address can be asked about and never read
 * back. No record of a person is touched by it, so erasing, importing and folding anew leave it as
 * it is; it is in every backup. The key is made from the data's own and used for nothing else, so
 * that a hash here is equal to no other of the same address.
 */
public final class Suppressions implements Suppressed {
  private static final int HASH = 16;
  private static final byte EVERY_PURPOSE = 0;

  private final Disk disk;
  private final KeyedHash hash;
  private volatile boolean any;
  private volatile @Nullable Counted counted;

  /**
   * An address to be suppressed.
   *
   * @param address as {@link habitue.engine.trust.Destination} writes it
   * @param purpose {@code marketing} or {@code contract}; empty for whatever it would be
   * @param reason a word
   */
  public record Asked(Channel channel, String address, String purpose, String reason) {}

  /**
   * A suppression as it is kept.
   *
   * @param id stands for the address without telling it
   */
  public record Entry(String id, Channel channel, String purpose, Instant at, String reason) {}

  /** How many there are of a channel and reason. */
  public record Count(Channel channel, String reason, long count) {}

  private record Counted(List<Count> counts) {}

  Suppressions(Disk disk, byte[] secret) {
    this.disk = disk;
    this.hash = new KeyedHash(new KeyedHash(secret).of(bytes("suppressions")));
    try (Cursor all = all()) {
      this.any = all.next();
    }
  }

  /** How many of them were not suppressed yet; for the others nothing changes. Durable. */
  public synchronized int add(List<Asked> asked, Instant at) {
    var batch = new Batch();
    Set<String> fresh = new HashSet<>();
    for (Asked each : asked) {
      byte[] place = key(each.channel, each.address, each.purpose);
      if (disk.read(Table.SUPPRESSED, place) == null && fresh.add(id(place))) {
        var value = new Packer().one((byte) 1).instant(at).text(each.reason);
        batch.put(Table.SUPPRESSED, place, value.bytes());
      }
    }
    if (!batch.isEmpty()) {
      any = true;
      disk.write(batch, true);
      counted = null;
    }
    return fresh.size();
  }

  /** What stands against an address, for each purpose it was suppressed for. */
  public List<Entry> find(Channel channel, String address) {
    return List.of("", Consents.MARKETING, Purpose.CONTRACT).stream()
        .flatMap(purpose -> find(key(channel, address, purpose)).stream())
        .toList();
  }

  /** Ends a suppression; empty when there is none of this id. */
  public synchronized Optional<Entry> lift(String id) {
    Optional<Entry> entry = key(id).flatMap(this::find);
    entry.ifPresent(each -> {
      disk.write(new Batch().delete(Table.SUPPRESSED, key(each.id).orElseThrow()), true);
      counted = null;
    });
    return entry;
  }

  @Override
  public boolean any() {
    return any;
  }

  @Override
  public boolean includes(Channel channel, String address, String purpose) {
    byte[] every = key(channel, address, "");
    byte[] one = every.clone();
    one[one.length - 1] = number(purpose);
    return disk.readAll(Table.SUPPRESSED, List.of(every, one)).stream()
        .anyMatch(value -> value != null);
  }

  public long count() {
    return counts().stream().mapToLong(Count::count).sum();
  }

  /** How many there are, by channel and reason. */
  public List<Count> counts() {
    Counted known = counted;
    if (known == null) {
      known = counted();
    }
    return known.counts;
  }

  private synchronized Counted counted() {
    Map<Channel, Map<String, Long>> counts = new TreeMap<>();
    try (Cursor all = all()) {
      while (all.next()) {
        Entry entry = entry(all.key(), all.value());
        counts
            .computeIfAbsent(entry.channel, _ -> new TreeMap<>())
            .merge(entry.reason, 1L, Long::sum);
      }
    }
    var list = new ArrayList<Count>();
    counts.forEach((channel, reasons) ->
        reasons.forEach((reason, count) -> list.add(new Count(channel, reason, count))));
    var fresh = new Counted(List.copyOf(list));
    counted = fresh;
    return fresh;
  }

  private Cursor all() {
    return disk.scan(Table.SUPPRESSED, new byte[] {0}, new byte[] {(byte) 0xff});
  }

  private Optional<Entry> find(byte[] at) {
    byte[] value = disk.read(Table.SUPPRESSED, at);
    return value == null ? Optional.empty() : Optional.of(entry(at, value));
  }

  private static Entry entry(byte[] key, byte[] value) {
    var from = new Unpacker(value);
    from.one();
    Instant at = from.instant();
    return new Entry(id(key), channel(key[0]), purpose(key[key.length - 1]), at, from.text());
  }

  private byte[] key(Channel channel, String address, String purpose) {
    byte[] found = hash.of(new byte[] {number(channel)}, bytes(address));
    byte[] made = new byte[1 + HASH + 1];
    made[0] = number(channel);
    System.arraycopy(found, 0, made, 1, HASH);
    made[1 + HASH] = number(purpose);
    return made;
  }

  private static String id(byte[] key) {
    return HexFormat.of().formatHex(key);
  }

  private static Optional<byte[]> key(String id) {
    return id.matches("[0-9a-f]{%d}".formatted(2 * (HASH + 2)))
        ? Optional.of(HexFormat.of().parseHex(id))
        : Optional.empty();
  }

  /** As it is on disk: fixed for ever. */
  private static byte number(Channel channel) {
    return switch (channel) {
      case EMAIL -> 1;
      case SMS -> 2;
      case PUSH -> 3;
      case PHONE -> 4;
      case POST -> 5;
    };
  }

  private static Channel channel(byte number) {
    return Arrays.stream(Channel.values())
        .filter(each -> number(each) == number)
        .findFirst()
        .orElseThrow();
  }

  private static byte number(String purpose) {
    return switch (purpose) {
      case "" -> EVERY_PURPOSE;
      case Consents.MARKETING -> 1;
      case Purpose.CONTRACT -> 2;
      default -> throw new IllegalArgumentException("no purpose of a channel");
    };
  }

  private static String purpose(byte number) {
    return switch (number) {
      case EVERY_PURPOSE -> "";
      case 1 -> Consents.MARKETING;
      default -> Purpose.CONTRACT;
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
