package habitue.engine.sell.orders;

import habitue.engine.Lists;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * When the person orders, by the day in the brand's zone; several orders of a day are one, and what
 * became of an order changes nothing.
 *
 * @param days the last {@link #DAYS} order days, oldest first
 * @param count all order days of their life
 * @param firstDay the first of them all; null before an order
 */
public record Rhythm(List<LocalDate> days, long count, @Nullable LocalDate firstDay) {
  /** The most order days kept. */
  public static final int DAYS = 64;

  static final Rhythm NONE = new Rhythm(List.of(), 0, null);

  public Rhythm {
    days = List.copyOf(days);
  }

  /** Days between one kept order day and the next. */
  public List<Long> intervals() {
    return gaps().boxed().toList();
  }

  private LongStream gaps() {
    return IntStream.range(1, days.size())
        .mapToLong(i -> days.get(i).toEpochDay() - days.get(i - 1).toEpochDay());
  }

  /** The middle interval, or the mean of the two in the middle; empty before two order days. */
  public Optional<Duration> median() {
    long[] sorted = gaps().sorted().toArray();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    int middle = sorted.length / 2;
    long upper = sorted[middle];
    long lower = sorted.length % 2 == 0 ? sorted[middle - 1] : upper;
    return Optional.of(Duration.ofHours((lower + upper) * 12));
  }

  Rhythm plus(LocalDate day) {
    if (days.contains(day)) {
      return this;
    }
    List<LocalDate> all = Lists.inserted(days, placeOf(day), day);
    LocalDate earliest = firstDay == null || day.isBefore(firstDay) ? day : firstDay;
    return new Rhythm(Lists.last(all, DAYS), count + 1, earliest);
  }

  /** Of a day whose only order turned out to be of another day. */
  Rhythm minus(LocalDate day) {
    List<LocalDate> rest = days.stream().filter(each -> !each.equals(day)).toList();
    boolean first = day.equals(firstDay);
    LocalDate next = rest.isEmpty() ? null : rest.getFirst();
    return new Rhythm(rest, count - 1, first ? next : firstDay);
  }

  private int placeOf(LocalDate day) {
    int place = days.size();
    while (place > 0 && days.get(place - 1).isAfter(day)) {
      place--;
    }
    return place;
  }
}
