package habitue.engine.attract;

import java.util.Arrays;

/**
 * How often each kind of event came: the first {@link #NAMES} names by themselves, all others
 * together. Names are shared between versions, so that counting copies a few numbers only.
 */
public final class Tally {
  /** The most names counted by themselves. */
  public static final int NAMES = 64;

  public static final Tally EMPTY = new Tally(new String[0], new long[0], 0);

  private final String[] names;
  private final long[] counts;
  private final long others;

  private Tally(String[] names, long[] counts, long others) {
    this.names = names;
    this.counts = counts;
    this.others = others;
  }

  static Tally of(String[] names, long[] counts, long others) {
    return names.length == 0 && others == 0
        ? EMPTY
        : new Tally(names.clone(), counts.clone(), others);
  }

  Tally plusOne(String name) {
    int index = indexOf(name);
    if (index < 0 && names.length == NAMES) {
      return new Tally(names, counts, others + 1);
    }
    return index < 0 ? withName(name) : withOneMore(index);
  }

  Tally plus(Tally other) {
    Tally sum = new Tally(names, counts, others + other.others);
    for (int i = 0; i < other.names.length; i++) {
      sum = sum.plus(other.names[i], other.counts[i]);
    }
    return of(sum.names, sum.counts, sum.others);
  }

  private Tally plus(String name, long count) {
    int index = indexOf(name);
    if (index < 0 && names.length == NAMES) {
      return new Tally(names, counts, others + count);
    }
    Tally named = index < 0 ? withName(name) : new Tally(names, counts.clone(), others);
    named.counts[named.indexOf(name)] = count + (index < 0 ? 0 : counts[index]);
    return named;
  }

  private Tally withOneMore(int index) {
    long[] copy = counts.clone();
    copy[index]++;
    return new Tally(names, copy, others);
  }

  private Tally withName(String name) {
    String[] moreNames = Arrays.copyOf(names, names.length + 1);
    long[] moreCounts = Arrays.copyOf(counts, counts.length + 1);
    moreNames[names.length] = name;
    moreCounts[names.length] = 1;
    return new Tally(moreNames, moreCounts, others);
  }

  private int indexOf(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** How many names are counted by themselves. */
  public int size() {
    return names.length;
  }

  /** The names in the order in which they first came. */
  public String name(int index) {
    return names[index];
  }

  public long count(int index) {
    return counts[index];
  }

  public long count(String name) {
    int index = indexOf(name);
    return index < 0 ? 0 : counts[index];
  }

  /** Events whose names came after there was room. */
  public long others() {
    return others;
  }

  public long total() {
    return Arrays.stream(counts).sum() + others;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally tally
        && others == tally.others
        && Arrays.equals(names, tally.names)
        && Arrays.equals(counts, tally.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(names) * 31 + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Tally of " + total() + " events of " + names.length + " kinds";
  }
}
