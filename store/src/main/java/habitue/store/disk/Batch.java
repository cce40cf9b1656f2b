package habitue.store.disk;

import java.util.ArrayList;
import java.util.List;

/** Writes that land together or not at all, in the order they were added. */
public final class Batch {
  private final List<Write> writes = new ArrayList<>();
  private long bytes;

  /** One write of a batch. */
  public sealed interface Write {
    record Put(Table table, byte[] key, byte[] value) implements Write {}

    record Delete(Table table, byte[] key) implements Write {}

    /** All keys from {@code from} up to but without {@code until}. */
    record DeleteRange(Table table, byte[] from, byte[] until) implements Write {}
  }

  public Batch put(Table table, byte[] key, byte[] value) {
    writes.add(new Write.Put(table, key, value));
    bytes += key.length + value.length;
    return this;
  }

  public Batch delete(Table table, byte[] key) {
    writes.add(new Write.Delete(table, key));
    return this;
  }

  public Batch deleteRange(Table table, byte[] from, byte[] until) {
    writes.add(new Write.DeleteRange(table, from, until));
    return this;
  }

  public List<Write> writes() {
    return writes;
  }

  public boolean isEmpty() {
    return writes.isEmpty();
  }

  /** How much the puts weigh. */
  public long bytes() {
    return bytes;
  }
}
