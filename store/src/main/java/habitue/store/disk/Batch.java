package habitue.store.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes that land together or not at all, in the order they were added. */
public final class Batch {
  private final List<Write> writes = new ArrayList<>();
  private long bytes;
  private boolean ranges;

  /** One write of a batch. */
  public sealed interface Write {
    Table table();

    /** The key, or the first of many. */
    byte[] key();

    record Put(Table table, byte[] key, byte[] value) implements Write {}

    record Delete(Table table, byte[] key) implements Write {}

    /** All keys from {@code from} up to but without {@code until}. */
    record DeleteRange(Table table, byte[] from, byte[] until) implements Write {
      @Override
      public byte[] key() {
        return from;
      }
    }
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
    ranges = true;
    return this;
  }

  public List<Write> writes() {
    return writes;
  }

  /**
   * The same writes, neighbours beside each other: a database takes them in quicker so. What
   * deletes ranges must keep its place among the others.
   */
  List<Write> sorted() {
    if (ranges) {
      return writes;
    }
    var sorted = new ArrayList<>(writes);
    sorted.sort(Batch::byPlace);
    return sorted;
  }

  private static int byPlace(Write one, Write other) {
    int byTable = one.table().compareTo(other.table());
    return byTable != 0 ? byTable : Arrays.compareUnsigned(one.key(), other.key());
  }

  public boolean isEmpty() {
    return writes.isEmpty();
  }

  /** How much the puts weigh. */
  public long bytes() {
    return bytes;
  }
}
