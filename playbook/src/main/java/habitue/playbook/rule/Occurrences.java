package habitue.playbook.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one fold gathered of one person: when something happened, and a number or text with it. The
 * last {@link #EXACT} are known to the millisecond; older ones are summed by the hour, which counts
 * until its last one would no longer, and says so.
 */
public final class Occurrences {
  /** The most occurrences kept by themselves. */
  public static final int EXACT = 4_096;

  private static final int FOLDED_AT_ONCE = 512;
  private static final long HOUR = 3_600_000;

  public static final Occurrences NONE = new Occurrences(List.of(), List.of(), 0);

  private final Once[] exact;
  private final List<Hour> hours;
  private final long total;

  /**
   * One occurrence.
   *
   * @param number what is summed; for a fold that sums no whole numbers, the bits of a double
   * @param text what is told apart or remembered; empty for none
   */
  public record Once(long at, long number, String text) {}

  /**
   * Older occurrences of one hour.
   *
   * @param last when the last of them was
   */
  public record Hour(long last, long count, long sum) {}

  /**
   * @param exact in the order of their instants
   * @param hours oldest first
   * @param total how many there ever were
   */
  public Occurrences(List<Once> exact, List<Hour> hours, long total) {
    this(exact.toArray(Once[]::new), List.copyOf(hours), total);
  }

  private Occurrences(Once[] exact, List<Hour> hours, long total) {
    this.exact = exact;
    this.hours = hours;
    this.total = total;
  }

  /**
   * With one more.
   *
   * @param window how long each counts; what counted out before the newest is let go of
   */
  Occurrences plus(Once fresh, long window) {
    int place = exact.length;
    while (place > 0 && exact[place - 1].at > fresh.at) {
      place--;
    }
    long newest = exact.length == 0 ? fresh.at : Math.max(fresh.at, exact[exact.length - 1].at);
    long from = newest - window;
    if (fresh.at <= from) {
      return new Occurrences(exact, hours, total + 1);
    }
    int gone = 0;
    while (gone < place && exact[gone].at <= from) {
      gone++;
    }
    Once[] more = new Once[exact.length - gone + 1];
    System.arraycopy(exact, gone, more, 0, place - gone);
    more[place - gone] = fresh;
    System.arraycopy(exact, place, more, place - gone + 1, exact.length - place);
    List<Hour> left = hours;
    if (!hours.isEmpty() && hours.getFirst().last <= from) {
      left = hours.stream().filter(hour -> hour.last > from).toList();
    }
    return new Occurrences(more, left, total + 1).bounded();
  }

  /** With one more, where of each text only the latest counts. */
  Occurrences latest(Once fresh, long window) {
    for (int i = 0; i < exact.length; i++) {
      if (exact[i].text.equals(fresh.text)) {
        return exact[i].at >= fresh.at
            ? new Occurrences(exact, hours, total + 1)
            : without(i).plus(fresh, window);
      }
    }
    return plus(fresh, window);
  }

  private Occurrences without(int place) {
    Once[] others = new Once[exact.length - 1];
    System.arraycopy(exact, 0, others, 0, place);
    System.arraycopy(exact, place + 1, others, place, others.length - place);
    return new Occurrences(others, hours, total);
  }

  private Occurrences bounded() {
    if (exact.length <= EXACT) {
      return this;
    }
    var all = new ArrayList<>(hours);
    for (int i = 0; i < FOLDED_AT_ONCE; i++) {
      put(exact[i], all);
    }
    Once[] rest = Arrays.copyOfRange(exact, FOLDED_AT_ONCE, exact.length);
    return new Occurrences(rest, List.copyOf(all), total);
  }

  private static void put(Once old, List<Hour> hours) {
    Hour last = hours.isEmpty() ? null : hours.getLast();
    boolean same = last != null && Math.floorDiv(last.last, HOUR) == Math.floorDiv(old.at, HOUR);
    if (last != null && same) {
      hours.set(
          hours.size() - 1,
          new Hour(
              Math.max(last.last, old.at),
              last.count + 1,
              Arithmetic.bounded(last.sum, old.number)));
    } else {
      hours.add(new Hour(old.at, 1, old.number));
    }
  }

  public List<Once> exact() {
    return List.of(exact);
  }

  public List<Hour> hours() {
    return hours;
  }

  /** How many there ever were. */
  public long total() {
    return total;
  }

  /** How many happened after an instant. */
  long count(long after) {
    long count = counted(after);
    for (Hour hour : hours) {
      count += hour.last > after ? hour.count : 0;
    }
    return count;
  }

  /** What those after an instant come to. */
  long sum(long after) {
    long sum = 0;
    for (Hour hour : hours) {
      sum = hour.last > after ? Arithmetic.bounded(sum, hour.sum) : sum;
    }
    for (int i = first(after); i < exact.length; i++) {
      sum = Arithmetic.bounded(sum, exact[i].number);
    }
    return sum;
  }

  /** The same of numbers that are doubles, in the order of their instants. */
  double realSum(long after) {
    double sum = 0;
    for (int i = first(after); i < exact.length; i++) {
      sum += Double.longBitsToDouble(exact[i].number);
    }
    return sum;
  }

  /** How many of those known to the millisecond happened after an instant. */
  int counted(long after) {
    return exact.length - first(after);
  }

  /**
   * When no more than so many will still count, where all that count are known to the millisecond;
   * negative where they are not, or no more do already.
   */
  long fallsTo(long most, long after, long window) {
    boolean more = most >= 0 && counted(after) > most;
    return more && !approximate(after) ? exact[exact.length - (int) most - 1].at + window : -1;
  }

  /** Those after an instant, oldest first. */
  List<Once> since(long after) {
    return Arrays.asList(exact).subList(first(after), exact.length);
  }

  /** When the oldest of those after an instant was; {@link Look#NEVER} where there are none. */
  long oldest(long after) {
    for (Hour hour : hours) {
      if (hour.last > after) {
        return hour.last;
      }
    }
    int first = first(after);
    return first == exact.length ? Look.NEVER : exact[first].at;
  }

  /** Whether some of those after an instant are known by the hour only. */
  boolean approximate(long after) {
    return !hours.isEmpty() && hours.getLast().last > after;
  }

  private int first(long after) {
    int low = 0;
    int high = exact.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (exact[middle].at > after) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Occurrences all
        && total == all.total
        && Arrays.equals(exact, all.exact)
        && hours.equals(all.hours);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(exact) * 31 + Long.hashCode(total);
  }

  @Override
  public String toString() {
    return "Occurrences of " + total;
  }
}
