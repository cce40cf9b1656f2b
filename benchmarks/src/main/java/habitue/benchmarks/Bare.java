package habitue.benchmarks;

import habitue.model.Fields;
import habitue.store.journal.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The least a durable store could do with an event: parse it, keep its bytes, read its person's
 * state of one kilobyte and write it back. Callers parse; one thread gathers what waits, as the
 * door does, and writes it in one synced batch. No duplicates are looked for, nobody is recognised,
 * no rule runs. The yardstick of the bench: never tune it.
 */
final class Bare implements Contestant {
  private static final int STATE_BYTES = 1_024;
  private static final int EVENTS_AT_ONCE = 5_000;

  static {
    RocksDB.loadLibrary();
  }

  private final BlockingQueue<Asked> queue = new ArrayBlockingQueue<>(2_000);
  private final Thread writer = Thread.ofPlatform().name("bare").unstarted(this::run);
  private final LRUCache cache = new LRUCache(128 << 20);
  private final BloomFilter filter = new BloomFilter(10);
  private final DBOptions options =
      new DBOptions()
          .setCreateIfMissing(true)
          .setCreateMissingColumnFamilies(true)
          .setMaxBackgroundJobs(2)
          .setDbWriteBufferSize(192 << 20);
  private final ColumnFamilyOptions family =
      new ColumnFamilyOptions()
          .setTableFormatConfig(
              new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter))
          .setWriteBufferSize(32 << 20)
          .setCompressionType(CompressionType.LZ4_COMPRESSION);
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final RocksDB db;
  private final ColumnFamilyHandle journal;
  private final ColumnFamilyHandle states;
  private final byte[] blank = new byte[STATE_BYTES];
  private volatile boolean closed;
  private long position;

  private record Parsed(byte[] person, byte[] bytes) {}

  private record Asked(List<Parsed> events, CompletableFuture<Boolean> written) {}

  Bare(Path folder) throws RocksDBException {
    var handles = new ArrayList<ColumnFamilyHandle>();
    var families =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family),
            new ColumnFamilyDescriptor("states".getBytes(StandardCharsets.UTF_8), family));
    this.db = RocksDB.open(options, folder.toString(), families, handles);
    this.journal = handles.getFirst();
    this.states = handles.getLast();
    new SplittableRandom(1).nextBytes(blank);
    writer.start();
  }

  @Override
  public void take(Batch batch) {
    var parsed = new ArrayList<Parsed>(batch.messages().size());
    for (byte[] bytes : batch.messages()) {
      parsed.add(new Parsed(person(Json.object(bytes)), bytes));
    }
    var asked = new Asked(parsed, new CompletableFuture<>());
    try {
      queue.put(asked);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    asked.written.join();
  }

  @Override
  public void settle() {
    // Whoever was answered is done.
  }

  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    try {
      writer.join();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    journal.close();
    states.close();
    db.close();
    synced.close();
    options.close();
    family.close();
    filter.close();
    cache.close();
  }

  private static byte[] person(Fields message) {
    String id = message.text("userId").or(() -> message.text("anonymousId")).orElse("");
    return id.getBytes(StandardCharsets.UTF_8);
  }

  private void run() {
    try {
      while (!closed) {
        write(gather(queue.take()));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RocksDBException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private List<Asked> gather(Asked first) {
    var asked = new ArrayList<Asked>();
    int count = 0;
    for (Asked next = first; next != null; next = count < EVENTS_AT_ONCE ? queue.poll() : null) {
      asked.add(next);
      count += next.events.size();
    }
    return asked;
  }

  private void write(List<Asked> asked) throws RocksDBException {
    Map<ByteBuffer, byte[]> changed = new HashMap<>();
    try (var batch = new WriteBatch()) {
      for (Asked each : asked) {
        for (Parsed event : each.events) {
          byte[] key = ByteBuffer.allocate(8).putLong(++position).array();
          batch.put(journal, key, event.bytes);
          batch.put(states, event.person, next(event.person, changed));
        }
      }
      db.write(synced, batch);
    }
    asked.forEach(each -> each.written.complete(true));
  }

  private byte[] next(byte[] person, Map<ByteBuffer, byte[]> changed) throws RocksDBException {
    byte[] state = changed.get(ByteBuffer.wrap(person));
    if (state == null) {
      state = db.get(states, person);
    }
    byte[] next = state == null ? blank.clone() : state;
    ByteBuffer.wrap(next).putLong(0, ByteBuffer.wrap(next).getLong(0) + 1);
    changed.put(ByteBuffer.wrap(person), next);
    return next;
  }
}
