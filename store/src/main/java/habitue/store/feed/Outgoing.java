package habitue.store.feed;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Facts on their way out of the house, in one line of numbered entries that anyone may read at
 * their own pace, as often as they want, while it is kept.
 *
 * <p>Workers add to the batch that also says their states, so a fact leaves if and only if it is
 * known. They number entries before they write them, and batches land in any order: therefore
 * readers see only what stands before everything that is still landing, and only once it is synced.
 * So nobody outside ever knows more than a restarted store, and nothing turns up behind a reader. A
 * customer has one worker, hence their entries stand in order.
 *
 * <p>A fold anew restates a whole past. The stream then has one notice in place of all those facts:
 * who keeps facts elsewhere drops the customer's and asks for their timeline.
 *
 * <p>Every run of the store marks its entries. A place in the line that belongs to a run that this
 * data folder never had (it is a restored backup) is gone, rather than silently another.
 */
public final class Outgoing {
  private static final byte[] FIRST = name("outgoing/first");
  private static final byte[] RUNS = name("outgoing/runs");
  private static final int TRIMMED_EVERY = 2_048;
  private static final int DELETED_AT_ONCE = 1_000;

  private final Disk disk;
  private final Kept kept;
  private final TreeMap<Long, Long> runs = new TreeMap<>();
  private final TreeSet<Long> landing = new TreeSet<>();
  private long first;
  private long next;
  private long weight;
  private long readable;

  /**
   * How much is kept: whichever is reached first.
   *
   * @param bytes as the entries weigh, before they are compressed
   */
  public record Kept(Duration age, long bytes) {
    public static final Kept USUAL = new Kept(Duration.ofDays(7), 256L << 20);
  }

  /** A change to tell, with the time at which it was made. */
  public record Telling(Instant at, Change change) {}

  /** News at their place. */
  public record Item(Position position, Instant at, News news) {}

  /**
   * What was found.
   *
   * @param next from where to go on
   * @param more whether there is more already
   */
  public record Reading(List<Item> items, Position next, boolean more) {
    public Reading {
      items = List.copyOf(items);
    }
  }

  /**
   * @param run a number drawn for this run of the store
   */
  public Outgoing(Disk disk, Kept kept, long run) {
    this.disk = disk;
    this.kept = kept;
    Entry last = entry(true, 0, Long.MAX_VALUE);
    this.next = last == null ? Math.max(1, stored(FIRST)) : last.number + 1;
    this.weight = last == null ? 0 : last.weight;
    this.first = Math.max(1, stored(FIRST));
    this.readable = next;
    readRuns();
    runs.put(next, run);
    disk.write(new Batch().put(Table.META, RUNS, packedRuns()), true);
  }

  /**
   * Whether a worker's change is told outside at all. An erasure is told by whoever finishes it,
   * once it is certain that nothing of the customer is told after.
   */
  public static boolean tells(Change change) {
    return switch (change) {
      case Change.Stated _, Change.Restated _, Change.Retired _ -> true;
      case Change.Filed _, Change.Touched _, Change.Forgotten _, Change.Expired _ -> false;
    };
  }

  /**
   * Adds changes to a batch. Say {@link #landed} once the batch is written, or will never be.
   *
   * @return a ticket for that
   */
  public long append(List<Telling> tellings, Batch batch) {
    List<byte[]> bodies = tellings.stream().map(each -> body(each.change())).toList();
    synchronized (this) {
      long ticket = next;
      for (int i = 0; i < bodies.size(); i++) {
        append(tellings.get(i).at(), bodies.get(i), batch);
      }
      landing.add(ticket);
      return ticket;
    }
  }

  private void append(Instant at, byte[] body, Batch batch) {
    weight += body.length;
    byte[] value = new Packer().unsigned(weight).instant(at).raw(body).bytes();
    batch.put(Table.OUTGOING, Keys.number(next), value);
    next++;
    if (next % TRIMMED_EVERY == 0) {
      trim(at, batch);
    }
  }

  public synchronized void landed(long ticket) {
    landing.remove(ticket);
  }

  /** The end of the line as it is now: who begins here reads only what comes. */
  public Position end() {
    advance();
    synchronized (this) {
      return before(readable);
    }
  }

  /**
   * Reads on.
   *
   * @param after where the last reading ended; null for the oldest that is kept
   * @throws PositionGone if that is kept no more
   */
  public Reading read(@Nullable Position after, int limit) {
    advance();
    Position from;
    long until;
    synchronized (this) {
      from = after == null ? before(first) : checked(after);
      until = readable;
    }
    return read(from, until, limit);
  }

  /**
   * Takes everything about customers away, as if it had never been told.
   *
   * @return how many entries went
   */
  public int forget(Set<CustomerId> customers) {
    return forget(customers, Set.of());
  }

  /**
   * Takes everything about customers away, and of others what was concluded: that they are folded
   * anew stays told.
   *
   * @return how many entries went
   */
  public int forget(Set<CustomerId> customers, Set<CustomerId> concluded) {
    List<byte[]> keys = new ArrayList<>();
    try (Cursor cursor = disk.scan(Table.OUTGOING, Keys.number(0), Keys.number(Long.MAX_VALUE))) {
      while (cursor.next()) {
        Change change = Entry.of(cursor).change;
        if (concerns(change, customers) || concludes(change, concluded)) {
          keys.add(cursor.key());
        }
      }
    }
    for (int i = 0; i < keys.size(); i += DELETED_AT_ONCE) {
      var batch = new Batch();
      keys.subList(i, Math.min(keys.size(), i + DELETED_AT_ONCE))
          .forEach(key -> batch.delete(Table.OUTGOING, key));
      disk.write(batch, true);
    }
    return keys.size();
  }

  private static boolean concludes(Change change, Set<CustomerId> customers) {
    return switch (change) {
      case Change.Stated(CustomerId customer, var _) -> customers.contains(customer);
      case Change.Restated(CustomerId customer, var _, Fields moved) ->
          !moved.equals(Fields.NONE) && customers.contains(customer);
      case Change.Filed _,
          Change.Touched _,
          Change.Retired _,
          Change.Forgotten _,
          Change.Expired _ ->
          false;
    };
  }

  private static boolean concerns(Change change, Set<CustomerId> customers) {
    return switch (change) {
      case Change.Stated(CustomerId customer, var _) -> customers.contains(customer);
      case Change.Restated(CustomerId customer, var _, var _) -> customers.contains(customer);
      case Change.Retired(CustomerId customer, CustomerId into) ->
          customers.contains(customer) || customers.contains(into);
      case Change.Filed _, Change.Touched _, Change.Forgotten _, Change.Expired _ -> false;
    };
  }

  /** Lets readers see what has landed and is synced by now. Nobody waits for the disk but them. */
  private void advance() {
    long whole;
    synchronized (this) {
      whole = landing.isEmpty() ? next : landing.first();
      if (whole <= readable) {
        return;
      }
    }
    disk.sync();
    synchronized (this) {
      readable = Math.max(readable, whole);
    }
  }

  private Position checked(Position after) {
    boolean kept = after.number() >= first - 1 && after.number() < readable;
    if (!kept || after.run() != run(after.number())) {
      throw new PositionGone();
    }
    return after;
  }

  private Position before(long number) {
    return new Position(number - 1, Integer.MAX_VALUE, run(number - 1));
  }

  private long run(long number) {
    Map.Entry<Long, Long> run = runs.floorEntry(number);
    return (run == null ? runs.firstEntry() : run).getValue();
  }

  private Reading read(Position from, long until, int limit) {
    var items = new ArrayList<Item>();
    Position next = from;
    try (Cursor cursor =
        disk.scan(Table.OUTGOING, Keys.number(from.number()), Keys.number(until))) {
      while (cursor.next()) {
        Entry entry = Entry.of(cursor);
        List<News> news = news(entry.change);
        for (int i = 0; i < news.size(); i++) {
          var position = new Position(entry.number, i, runOf(entry.number));
          if (position.compareTo(from) <= 0) {
            continue;
          }
          if (items.size() == limit) {
            return new Reading(items, next, true);
          }
          items.add(new Item(position, entry.at, news.get(i)));
          next = position;
        }
      }
    }
    return new Reading(items, next, false);
  }

  private synchronized long runOf(long number) {
    return run(number);
  }

  private static List<News> news(Change change) {
    return switch (change) {
      case Change.Stated(CustomerId customer, var facts) ->
          facts.stream().<News>map(fact -> new News.Concluded(customer, fact)).toList();
      case Change.Restated(CustomerId customer, var _, Fields moved) ->
          List.of(new News.Restated(customer, moved));
      case Change.Retired(CustomerId customer, CustomerId into) ->
          List.of(new News.Joined(customer, into));
      case Change.Forgotten gone -> List.of(new News.Erased(gone.customer()));
      case Change.Filed _, Change.Touched _, Change.Expired _ -> List.of();
    };
  }

  /** What is told of it and no more: of an erasure, who was erased. */
  private static byte[] body(Change change) {
    Change told =
        switch (change) {
          case Change.Restated restated ->
              new Change.Restated(restated.customer(), List.of(), restated.moved());
          case Change.Forgotten(CustomerId customer, long position, var _) ->
              new Change.Forgotten(
                  customer,
                  position,
                  new Body.Forgotten(customer, List.of(), List.of(), List.of(), List.of()));
          case Change.Filed _,
              Change.Stated _,
              Change.Touched _,
              Change.Expired _,
              Change.Retired _ ->
              change;
        };
    return ChunkCodec.write(List.of(told));
  }

  /** Cuts off what is too old or too much, as weights and times say that grow along the line. */
  private void trim(Instant now, Batch batch) {
    long oldest = first;
    long low = first;
    long high = next - 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      Entry entry = entry(false, middle, next);
      if (entry == null || stays(entry, now)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    if (low > oldest) {
      first = low;
      Long run = runs.floorKey(low - 1);
      if (run != null) {
        runs.headMap(run).clear();
      }
      batch
          .deleteRange(Table.OUTGOING, Keys.number(0), Keys.number(low))
          .put(Table.META, FIRST, new Packer().unsigned(low).bytes())
          .put(Table.META, RUNS, packedRuns());
    }
  }

  private boolean stays(Entry entry, Instant now) {
    return weight - entry.weight <= kept.bytes() && entry.at.isAfter(now.minus(kept.age()));
  }

  private @Nullable Entry entry(boolean last, long from, long until) {
    try (Cursor cursor =
        last
            ? disk.scanBack(Table.OUTGOING, Keys.number(from), Keys.number(until))
            : disk.scan(Table.OUTGOING, Keys.number(from), Keys.number(until))) {
      return cursor.next() ? Entry.of(cursor) : null;
    }
  }

  /** An entry as it lies on disk. */
  private record Entry(long number, long weight, Instant at, Change change) {
    static Entry of(Cursor cursor) {
      var from = new Unpacker(cursor.value());
      long weight = from.unsigned();
      Instant at = from.instant();
      Change change = ChunkCodec.read(from.rest()).getFirst();
      return new Entry(Keys.number(cursor.key(), 0), weight, at, change);
    }
  }

  private long stored(byte[] key) {
    byte[] bytes = disk.read(Table.META, key);
    return bytes == null ? 0 : new Unpacker(bytes).unsigned();
  }

  private void readRuns() {
    byte[] bytes = disk.read(Table.META, RUNS);
    if (bytes != null) {
      var from = new Unpacker(bytes);
      while (!from.atEnd()) {
        runs.put(from.unsigned(), from.fixed());
      }
    }
  }

  private byte[] packedRuns() {
    var to = new Packer();
    runs.forEach((number, run) -> to.unsigned(number).fixed(run));
    return to.bytes();
  }

  private static byte[] name(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
