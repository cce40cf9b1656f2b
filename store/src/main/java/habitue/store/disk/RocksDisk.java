package habitue.store.disk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The tables as column families of one RocksDB, so that one write-ahead log makes a batch over
 * several of them land whole, and one sync makes everything before it durable.
 */
public final class RocksDisk implements Disk {
  private final RocksOptions options;
  private final DBOptions dbOptions;
  private final RocksDB db;
  private final ColumnFamilyHandle defaultFamily;
  private final Map<Table, ColumnFamilyHandle> handles = new EnumMap<>(Table.class);
  private final WriteOptions unsynced = new WriteOptions();
  private final WriteOptions synced = new WriteOptions().setSync(true);
  // Closing frees native memory: whoever reads holds this for reading.
  private final ReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  private RocksDisk(Path folder, int workers) throws RocksDBException {
    this.options = new RocksOptions(workers);
    this.dbOptions = options.database();
    List<ColumnFamilyDescriptor> families = options.families();
    var opened = new ArrayList<ColumnFamilyHandle>();
    this.db = RocksDB.open(dbOptions, folder.toString(), families, opened);
    this.defaultFamily = opened.removeFirst();
    for (Table table : Table.values()) {
      handles.put(table, opened.removeFirst());
    }
  }

  /** Opens or makes the database. A broken file is refused with RocksDB's words for it. */
  public static RocksDisk open(Path folder) {
    RocksDB.loadLibrary();
    try {
      return new RocksDisk(folder, Math.max(2, Runtime.getRuntime().availableProcessors()));
    } catch (RocksDBException broken) {
      throw failed("opening the database", broken);
    }
  }

  @Override
  public byte @Nullable [] read(Table table, byte[] key) {
    return whileOpen(() -> db.get(handle(table), key), "reading");
  }

  @Override
  @SuppressWarnings("NullAway") // RocksDB's list has null where there is no value.
  public List<byte @Nullable []> readAll(Table table, List<byte[]> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return whileOpen(
        () -> db.multiGetAsList(Collections.nCopies(keys.size(), handle(table)), keys), "reading");
  }

  @Override
  public void write(Batch batch, boolean sync) {
    whileOpen(
        () -> {
          try (var writes = new WriteBatch()) {
            for (Batch.Write write : batch.sorted()) {
              add(writes, write);
            }
            db.write(sync ? synced : unsynced, writes);
          }
          return true;
        },
        "writing");
  }

  private void add(WriteBatch writes, Batch.Write write) throws RocksDBException {
    switch (write) {
      case Batch.Write.Put(Table table, byte[] key, byte[] value) ->
          writes.put(handle(table), key, value);
      case Batch.Write.Delete(Table table, byte[] key) -> writes.delete(handle(table), key);
      case Batch.Write.DeleteRange(Table table, byte[] from, byte[] until) ->
          writes.deleteRange(handle(table), from, until);
    }
  }

  @Override
  public void sync() {
    whileOpen(
        () -> {
          db.syncWal();
          return true;
        },
        "syncing");
  }

  @Override
  public Cursor scan(Table table, byte[] from, byte[] until) {
    return whileOpen(() -> new RocksCursor(table, from, until, true), "scanning");
  }

  @Override
  public Cursor scanBack(Table table, byte[] from, byte[] until) {
    return whileOpen(() -> new RocksCursor(table, from, until, false), "scanning");
  }

  @Override
  public void copyTo(Path folder) {
    whileOpen(
        () -> {
          try (var checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(folder.toString());
          }
          return true;
        },
        "copying");
  }

  /**
   * A write-ahead log goes once all tables are flushed; old versions of a key go when every file
   * that may hold one, down to the lowest level, is written anew.
   */
  @Override
  public void purge(List<Batch.Write.DeleteRange> ranges) {
    flush();
    for (Batch.Write.DeleteRange range : ranges) {
      whileOpen(() -> compact(range), "compacting");
    }
    flush();
  }

  private void flush() {
    whileOpen(
        () -> {
          try (var flush = new FlushOptions().setWaitForFlush(true)) {
            db.flush(flush, List.copyOf(handles.values()));
          }
          return true;
        },
        "flushing");
  }

  private boolean compact(Batch.Write.DeleteRange range) throws RocksDBException {
    try (var options =
        new CompactRangeOptions()
            .setExclusiveManualCompaction(false)
            .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
      db.compactRange(handle(range.table()), range.from(), range.until(), options);
      return true;
    }
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      try (var flush = new FlushOptions().setWaitForFlush(true)) {
        db.flush(flush, List.copyOf(handles.values()));
      } catch (RocksDBException full) {
        // What is in the write-ahead log is read from there at the next start.
      }
      handles.values().forEach(ColumnFamilyHandle::close);
      defaultFamily.close();
      db.close();
      unsynced.close();
      synced.close();
      dbOptions.close();
      options.close();
    } finally {
      open.writeLock().unlock();
    }
  }

  private ColumnFamilyHandle handle(Table table) {
    ColumnFamilyHandle handle = handles.get(table);
    if (handle == null) {
      throw new IllegalStateException("no table " + table);
    }
    return handle;
  }

  private interface Work<T> {
    T run() throws RocksDBException;
  }

  private <T> T whileOpen(Work<T> work, String what) {
    open.readLock().lock();
    try {
      if (closed) {
        throw new DiskFailed("the database is closed", new IllegalStateException());
      }
      return work.run();
    } catch (RocksDBException broken) {
      throw failed(what, broken);
    } finally {
      open.readLock().unlock();
    }
  }

  private static DiskFailed failed(String what, RocksDBException cause) {
    return new DiskFailed(what + " failed: " + cause.getMessage(), cause);
  }

  /** A RocksDB iterator over a consistent view. */
  private final class RocksCursor implements Cursor {
    private final Slice lower;
    private final Slice upper;
    private final ReadOptions reads;
    private final RocksIterator iterator;
    private final boolean forward;
    private boolean started;
    private boolean sought;

    RocksCursor(Table table, byte[] from, byte[] until, boolean forward) {
      this.lower = new Slice(from);
      this.upper = new Slice(until);
      this.reads =
          new ReadOptions()
              .setIterateLowerBound(lower)
              .setIterateUpperBound(upper)
              .setAutoPrefixMode(true);
      this.iterator = db.newIterator(handle(table), reads);
      this.forward = forward;
    }

    @Override
    public boolean next() {
      return whileOpen(
          () -> {
            move();
            if (!iterator.isValid()) {
              iterator.status();
              return false;
            }
            return true;
          },
          "scanning");
    }

    @Override
    public void seek(byte[] key) {
      sought =
          whileOpen(
              () -> {
                iterator.seek(key);
                return true;
              },
              "scanning");
    }

    private void move() {
      if (sought) {
        sought = false;
      } else if (started) {
        if (forward) {
          iterator.next();
        } else {
          iterator.prev();
        }
      } else if (forward) {
        iterator.seekToFirst();
      } else {
        iterator.seekToLast();
      }
      started = true;
    }

    @Override
    public byte[] key() {
      return iterator.key();
    }

    @Override
    public byte[] value() {
      return iterator.value();
    }

    @Override
    public void close() {
      iterator.close();
      reads.close();
      lower.close();
      upper.close();
    }
  }
}
