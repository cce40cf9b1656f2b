package habitue.playbook.rule;

import habitue.model.Packer;
import habitue.model.Unpacker;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

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

  private final Strip strip;
  private final int from;
  private final int until;
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
    this(Strip.of(exact), 0, exact.size(), List.copyOf(hours), total);
  }

  private Occurrences(Strip strip, int from, int until, List<Hour> hours, long total) {
    this.strip = strip;
    this.from = from;
    this.until = until;
    this.hours = hours;
    this.total = total;
  }

  /**
   * With one more.
   *
   * @param window how long each counts; what counted out before the newest is let go of
   */
  Occurrences plus(Once fresh, long window) {
    int place = until;
    while (place > from && strip.at[place - 1] > fresh.at) {
      place--;
    }
    long newest = place == until ? fresh.at : strip.at[until - 1];
    long after = newest - window;
    if (fresh.at <= after) {
      return new Occurrences(strip, from, until, hours, total + 1);
    }
    int first = from;
    while (first < place && strip.at[first] <= after) {
      first++;
    }
    List<Hour> left = hours;
    if (!hours.isEmpty() && hours.getFirst().last <= after) {
      left = hours.stream().filter(hour -> hour.last > after).toList();
    }
    if (place == until && strip.takes(until, fresh)) {
      return new Occurrences(strip, first, until + 1, left, total + 1).bounded();
    }
    Strip more = strip.with(first, place, until, fresh);
    return new Occurrences(more, 0, until - first + 1, left, total + 1).bounded();
  }

  /** With one more, where of each text only the latest counts. */
  Occurrences latest(Once fresh, long window) {
    for (int i = from; i < until; i++) {
      if (strip.text(i).equals(fresh.text)) {
        return strip.at[i] >= fresh.at
            ? new Occurrences(strip, from, until, hours, total + 1)
            : without(i).plus(fresh, window);
      }
    }
    return plus(fresh, window);
  }

  private Occurrences without(int place) {
    Strip others = strip.without(from, place, until);
    return new Occurrences(others, 0, until - from - 1, hours, total);
  }

  private Occurrences bounded() {
    if (until - from <= EXACT) {
      return this;
    }
    var all = new ArrayList<>(hours);
    for (int i = from; i < from + FOLDED_AT_ONCE; i++) {
      put(strip.once(i), all);
    }
    return new Occurrences(strip, from + FOLDED_AT_ONCE, until, List.copyOf(all), total);
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

  /** Those known to the millisecond, in the order of their instants. */
  public List<Once> exact() {
    return strip.list(from, until);
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
    for (int i = first(after); i < until; i++) {
      sum = Arithmetic.bounded(sum, strip.number(i));
    }
    return sum;
  }

  /** The same of numbers that are doubles, in the order of their instants. */
  double realSum(long after) {
    double sum = 0;
    for (int i = first(after); i < until; i++) {
      sum += Double.longBitsToDouble(strip.number(i));
    }
    return sum;
  }

  /** How many of those known to the millisecond happened after an instant. */
  int counted(long after) {
    return until - first(after);
  }

  /**
   * When no more than so many will still count, where all that count are known to the millisecond;
   * negative where they are not, or no more do already.
   */
  long fallsTo(long most, long after, long window) {
    boolean more = most >= 0 && counted(after) > most;
    return more && !approximate(after) ? strip.at[until - (int) most - 1] + window : -1;
  }

  /** Those after an instant, oldest first. */
  List<Once> since(long after) {
    return strip.list(first(after), until);
  }

  /** When the oldest of those after an instant was; {@link Look#NEVER} where there are none. */
  long oldest(long after) {
    for (Hour hour : hours) {
      if (hour.last > after) {
        return hour.last;
      }
    }
    int first = first(after);
    return first == until ? Look.NEVER : strip.at[first];
  }

  /** Whether some of those after an instant are known by the hour only. */
  boolean approximate(long after) {
    return !hours.isEmpty() && hours.getLast().last > after;
  }

  private int first(long after) {
    int low = from;
    int high = until;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (strip.at[middle] > after) {
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
        && exact().equals(all.exact())
        && hours.equals(all.hours);
  }

  @Override
  public int hashCode() {
    return exact().hashCode() * 31 + Long.hashCode(total);
  }

  @Override
  public String toString() {
    return "Occurrences of " + total;
  }

  /** About how many bytes it packs to. */
  public int bytes() {
    return 32 + (from < until ? strip.ends[until - 1] - strip.ends[from] : 0);
  }

  /** Packs it: instants as their distance from the one before, so that most are a few bytes. */
  public void write(Packer to) {
    to.unsigned(total).unsigned(until - from);
    strip.write(from, until, to);
    to.unsigned(hours.size());
    for (Hour hour : hours) {
      to.signed(hour.last).unsigned(hour.count).signed(hour.sum);
    }
  }

  public static Occurrences read(Unpacker from) {
    long total = from.unsigned();
    int count = from.count();
    Strip strip = Strip.read(count, from);
    int size = from.count();
    var hours = new ArrayList<Hour>(Math.min(size, EXACT));
    for (int i = 0; i < size; i++) {
      hours.add(new Hour(from.signed(), from.unsigned(), from.signed()));
    }
    return new Occurrences(strip, 0, count, List.copyOf(hours), total);
  }

  /**
   * Occurrences side by side, those of several that follow from each other: each sees its own
   * places, which never change, and one more is written behind them. So one more costs nothing but
   * itself, however many there are, and packing them is copying what was packed before.
   */
  private static final class Strip {
    private static final int FEWEST = 4;
    private static final int USUAL_BYTES = 6;
    private static final Strip EMPTY = new Strip(0, false, false);

    private final long[] at;
    private final long @Nullable [] numbers; // None where all are 1.
    private final String @Nullable [] texts; // None where all are empty.
    private final int[] ends; // Where each ends among the packed ones.
    private final Packer packed;
    private int used;

    private Strip(int room, boolean numbered, boolean texted) {
      this.at = new long[room];
      this.numbers = numbered ? new long[room] : null;
      this.texts = texted ? new String[room] : null;
      this.ends = new int[room];
      this.packed = new Packer(room * USUAL_BYTES);
    }

    static Strip of(List<Once> all) {
      if (all.isEmpty()) {
        return EMPTY;
      }
      boolean numbered = all.stream().anyMatch(once -> once.number != 1);
      boolean texted = all.stream().anyMatch(once -> !once.text.isEmpty());
      var strip = new Strip(all.size(), numbered, texted);
      all.forEach(strip::add);
      return strip;
    }

    static Strip read(int count, Unpacker from) {
      var all = new ArrayList<Once>(Math.min(count, EXACT));
      long before = 0;
      for (int i = 0; i < count; i++) {
        before += from.signed();
        all.add(new Once(before, from.signed(), from.text()));
      }
      return of(all);
    }

    void write(int from, int until, Packer to) {
      if (from < until) {
        pack(once(from), 0, to);
        copy(from, until, to);
      }
    }

    /** What was packed of a stretch but its first, which may be being added to. */
    private synchronized void copy(int from, int until, Packer to) {
      to.raw(packed, ends[from], ends[until - 1]);
    }

    private static void pack(Once once, long before, Packer to) {
      to.signed(once.at - before).signed(once.number).text(once.text);
    }

    private void add(Once once) {
      pack(once, used == 0 ? 0 : at[used - 1], packed);
      at[used] = once.at;
      if (numbers != null) {
        numbers[used] = once.number;
      }
      if (texts != null) {
        texts[used] = once.text;
      }
      ends[used++] = packed.size();
    }

    long number(int place) {
      return numbers == null ? 1 : numbers[place];
    }

    String text(int place) {
      return texts == null ? "" : texts[place];
    }

    Once once(int place) {
      return new Once(at[place], number(place), text(place));
    }

    List<Once> list(int from, int until) {
      return new Stretch(this, from, until);
    }

    /** Whether it is written there: not where another was before, or there is no room. */
    synchronized boolean takes(int place, Once fresh) {
      boolean fits =
          (numbers != null || fresh.number == 1) && (texts != null || fresh.text.isEmpty());
      if (place != used || place == at.length || !fits) {
        return false;
      }
      add(fresh);
      return true;
    }

    /** A new one with room for some more: those of a stretch, and one at its place among them. */
    Strip with(int from, int place, int until, Once fresh) {
      int count = until - from + 1;
      boolean numbered = numbers != null || fresh.number != 1;
      boolean texted = texts != null || !fresh.text.isEmpty();
      var more = new Strip(Math.max(FEWEST, count + count / 2), numbered, texted);
      more.take(this, from, place);
      more.add(fresh);
      more.take(this, place, until);
      return more;
    }

    Strip without(int from, int place, int until) {
      var others = new Strip(until - from, numbers != null, texts != null);
      others.take(this, from, place);
      others.take(this, place + 1, until);
      return others;
    }

    /** Those of a stretch of another: each but the first is packed there as it is here. */
    private void take(Strip other, int from, int until) {
      if (from == until) {
        return;
      }
      add(other.once(from));
      int moved = packed.size() - other.ends[from];
      other.copy(from, until, packed);
      int count = until - from - 1;
      System.arraycopy(other.at, from + 1, at, used, count);
      for (int i = 0; i < count; i++) {
        int place = from + 1 + i;
        ends[used + i] = other.ends[place] + moved;
        if (numbers != null) {
          numbers[used + i] = other.number(place);
        }
        if (texts != null) {
          texts[used + i] = other.text(place);
        }
      }
      used += count;
    }
  }

  /** Some of a strip as a list. */
  private static final class Stretch extends AbstractList<Once> implements RandomAccess {
    private final Strip strip;
    private final int from;
    private final int until;

    Stretch(Strip strip, int from, int until) {
      this.strip = strip;
      this.from = from;
      this.until = until;
    }

    @Override
    public Once get(int index) {
      return strip.once(Objects.checkIndex(index, size()) + from);
    }

    @Override
    public int size() {
      return until - from;
    }
  }
}
