package habitue.simulation.disk;

import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tables in memory with the promises of {@link Disk} and not one more: at a loss of power every
 * unsynced write is gone, or all but some first ones of them. Each write has two numbered
 * boundaries, 2n before it and 2n + 1 after it; power can be made to fail at any of them. Whoever
 * holds a disk without power gets {@link DiskFailed}; {@link #afterLoss} is what a restart finds.
 */
public final class FaultyDisk implements Disk {
  private final Tables durable;
  private final Tables current;
  private final List<Batch> unsynced = new ArrayList<>();
  private long boundary;
  private long failAt = Long.MAX_VALUE;
  private long room = Long.MAX_VALUE;
  private int cursors;
  private int largest;
  private boolean dead;
  private boolean closed;

  public FaultyDisk() {
    this(new Tables());
  }

  private FaultyDisk(Tables durable) {
    this.durable = durable;
    this.current = durable.copy();
  }

  /** A disk as {@link #copyTo} left it in a folder. */
  public static FaultyDisk in(Path folder) throws IOException {
    return new FaultyDisk(Tables.read(folder.resolve("tables")));
  }

  /** Lets power fail when so many more boundaries have been passed. */
  public synchronized void failAfter(long boundaries) {
    failAt = boundary + boundaries;
  }

  /** Power fails now. */
  public synchronized void fail() {
    dead = true;
  }

  public synchronized boolean failed() {
    return dead;
  }

  /** How many boundaries have been passed. */
  public synchronized long boundaries() {
    return boundary;
  }

  /** How many changes the largest write so far had. */
  public synchronized int largest() {
    return largest;
  }

  /** From now on there is room for so many bytes. */
  public synchronized void leaveRoom(long bytes) {
    room = bytes;
  }

  /** What a restart finds when every unsynced write is lost. */
  public synchronized FaultyDisk afterLoss() {
    dead = true;
    return new FaultyDisk(durable.copy());
  }

  /** What a restart finds when some first ones of the unsynced writes were luckily kept. */
  public synchronized FaultyDisk afterLoss(RandomGenerator random) {
    dead = true;
    Tables kept = durable.copy();
    unsynced.subList(0, random.nextInt(unsynced.size() + 1)).forEach(kept::apply);
    return new FaultyDisk(kept);
  }

  /** The same as it is now, as if all had been synced; the two go separate ways. */
  public synchronized FaultyDisk copy() {
    return new FaultyDisk(current.copy());
  }

  /** Empties a table. */
  public synchronized void clear(Table table) {
    sync();
    durable.clear(table);
    current.clear(table);
  }

  /** A table as text, entry by entry, for comparison. */
  public synchronized List<String> dump(Table table) {
    return current.dump(table);
  }

  /** How many scans are not closed. */
  public synchronized int cursors() {
    return cursors;
  }

  @Override
  public synchronized byte @Nullable [] read(Table table, byte[] key) {
    powered();
    return current.read(table, key);
  }

  @Override
  public synchronized List<byte @Nullable []> readAll(Table table, List<byte[]> keys) {
    powered();
    var values = new ArrayList<byte @Nullable []>();
    keys.forEach(key -> values.add(current.read(table, key)));
    return values;
  }

  @Override
  public synchronized void write(Batch batch, boolean synced) {
    pass();
    if (batch.bytes() > room) {
      throw failure("writing failed: no space left on device");
    }
    room -= room == Long.MAX_VALUE ? 0 : batch.bytes();
    largest = Math.max(largest, batch.writes().size());
    unsynced.add(batch);
    current.apply(batch);
    if (synced) {
      settle();
    }
    pass();
  }

  @Override
  public synchronized void sync() {
    powered();
    settle();
  }

  @Override
  public Cursor scan(Table table, byte[] from, byte[] until) {
    return cursor(table, from, until, false);
  }

  @Override
  public Cursor scanBack(Table table, byte[] from, byte[] until) {
    return cursor(table, from, until, true);
  }

  @Override
  public synchronized void copyTo(Path folder) {
    sync();
    try {
      durable.write(folder.resolve("tables"));
    } catch (IOException broken) {
      throw new DiskFailed("copying failed", broken);
    }
  }

  /** What is deleted here is gone at once. */
  @Override
  public synchronized void purge(List<Batch.Write.DeleteRange> ranges) {
    pass();
    settle();
    pass();
  }

  /** An orderly end syncs what was written. */
  @Override
  public synchronized void close() {
    if (!dead && !closed) {
      settle();
    }
    closed = true;
  }

  private synchronized Cursor cursor(Table table, byte[] from, byte[] until, boolean back) {
    powered();
    cursors++;
    return new ListCursor(current.range(table, from, until, back), this::powered, this::closeOne);
  }

  private synchronized void closeOne() {
    cursors--;
  }

  private void settle() {
    unsynced.forEach(durable::apply);
    unsynced.clear();
  }

  private void pass() {
    powered();
    if (boundary++ >= failAt) {
      dead = true;
      powered();
    }
  }

  private synchronized void powered() {
    if (dead) {
      throw failure("the disk lost power");
    }
    if (closed) {
      throw failure("the disk is closed");
    }
  }

  private static DiskFailed failure(String message) {
    return new DiskFailed(message, new IOException(message));
  }
}
