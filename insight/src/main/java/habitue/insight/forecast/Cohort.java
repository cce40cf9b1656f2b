package habitue.insight.forecast;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The customers that a fit reads, those who bought alike grouped: a million take 8 MB while they
 * are gathered, and a few hundred thousand groups after.
 */
public final class Cohort {
  private static final int BITS = 21;
  private static final int MOST = (1 << BITS) - 1;

  private final long[] groups;
  private final int[] counts;
  private final int customers;

  private Cohort(long[] groups, int[] counts, int customers) {
    this.groups = groups;
    this.counts = counts;
    this.customers = customers;
  }

  /** Takes customers one by one. */
  public static final class Gathering {
    private long[] each = new long[1024];
    private int size;

    /** Adds a customer; more than two million repeats or days are counted as so many. */
    public void add(Buying buying) {
      if (size == each.length) {
        each = Arrays.copyOf(each, size + (size >> 1));
      }
      each[size++] =
          (long) Math.min(buying.repeats(), MOST) << 2 * BITS
              | (long) Math.min(buying.recency(), MOST) << BITS
              | Math.min(buying.age(), MOST);
    }

    public Cohort cohort() {
      long[] sorted = Arrays.copyOf(each, size);
      Arrays.sort(sorted);
      var counts = new int[size];
      int last = -1;
      for (long group : sorted) {
        if (last < 0 || sorted[last] != group) {
          sorted[++last] = group;
        }
        counts[last]++;
      }
      return new Cohort(Arrays.copyOf(sorted, last + 1), Arrays.copyOf(counts, last + 1), size);
    }
  }

  public int customers() {
    return customers;
  }

  /** How many bought again. */
  public int repeaters() {
    int repeaters = 0;
    for (int group = 0; group < groups.length; group++) {
      repeaters += repeats(group) > 0 ? counts[group] : 0;
    }
    return repeaters;
  }

  double meanAgeWeeks() {
    double sum = 0;
    for (int group = 0; group < groups.length; group++) {
      sum += counts[group] * ageWeeks(group);
    }
    return sum / customers;
  }

  /** About so many customers, at equal distances in the order of groups; all if there are fewer. */
  Cohort sample(int about) {
    int step = Math.max(1, customers / about);
    var sampled = new int[groups.length];
    int size = 0;
    long before = 0;
    for (int group = 0; group < groups.length; group++) {
      long after = before + counts[group];
      sampled[group] = (int) (after / step - before / step);
      size += sampled[group];
      before = after;
    }
    return new Cohort(groups, sampled, size).withoutEmpty();
  }

  private Cohort withoutEmpty() {
    int[] filled = IntStream.range(0, counts.length).filter(group -> counts[group] > 0).toArray();
    return new Cohort(
        Arrays.stream(filled).mapToLong(group -> groups[group]).toArray(),
        Arrays.stream(filled).map(group -> counts[group]).toArray(),
        customers);
  }

  /** Groups are ordered by repeats, then recency, then age. */
  int groups() {
    return groups.length;
  }

  int count(int group) {
    return counts[group];
  }

  int repeats(int group) {
    return (int) (groups[group] >>> 2 * BITS);
  }

  double recencyWeeks(int group) {
    return (groups[group] >>> BITS & MOST) / Weeks.DAYS;
  }

  double ageWeeks(int group) {
    return (groups[group] & MOST) / Weeks.DAYS;
  }
}
