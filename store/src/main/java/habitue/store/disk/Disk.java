package habitue.store.disk;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Durable tables. A write lands whole; what a synced write and all writes before it said survives
 * the loss of power, and of the unsynced ones after it any prefix may.
 */
public interface Disk extends AutoCloseable {

  byte @Nullable [] read(Table table, byte[] key);

  /** The values of many keys, in their order; null where there is none. */
  List<byte @Nullable []> readAll(Table table, List<byte[]> keys);

  void write(Batch batch, boolean synced);

  /** Makes everything written so far survive the loss of power. */
  void sync();

  /** Keys from {@code from} up to but without {@code until}, as they are at this moment. */
  Cursor scan(Table table, byte[] from, byte[] until);

  /** The same keys from the last to the first. */
  Cursor scanBack(Table table, byte[] from, byte[] until);

  /** Copies everything synced to a new folder while others go on writing. */
  void copyTo(Path folder);

  /**
   * Makes what was deleted or overwritten in these ranges unreadable in every file, and what the
   * log of writes holds of it. Synced first. May take seconds; others go on meanwhile.
   */
  void purge(List<Batch.Write.DeleteRange> ranges);

  @Override
  void close();
}
