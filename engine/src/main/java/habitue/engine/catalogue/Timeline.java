package habitue.engine.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One product through time.
 *
 * @param all by the instant each holds from; no two neighbours say the same
 */
public record Timeline(List<Listing> all) {
  public static final Timeline EMPTY = new Timeline(List.of());

  public Timeline {
    all = List.copyOf(all);
  }

  /** Of listings in the order they were stated: of two from the same instant the later counts. */
  public static Timeline of(List<Listing> stated) {
    var kept = new ArrayList<Listing>();
    for (Listing each : stated.stream().sorted(Comparator.comparingLong(Listing::from)).toList()) {
      if (!kept.isEmpty() && kept.getLast().from() == each.from()) {
        kept.removeLast();
      }
      if (kept.isEmpty() || !kept.getLast().saysAs(each)) {
        kept.add(each);
      }
    }
    return new Timeline(kept);
  }

  /** What held at an instant; null before the first. */
  public @Nullable Listing at(long at) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).from() <= at) {
        return all.get(i);
      }
    }
    return null;
  }

  /** This up to an instant, and another from then on. */
  public Timeline until(long instant, Timeline then) {
    Stream<Listing> before = all.stream().filter(each -> each.from() < instant);
    Listing at = then.at(instant);
    Stream<Listing> turn = at == null ? Stream.of() : Stream.of(at.from(instant));
    Stream<Listing> after = then.all.stream().filter(each -> each.from() > instant);
    return of(Stream.of(before, turn, after).flatMap(each -> each).toList());
  }

  /** Whether another says the same of every instant before this one. */
  public boolean agrees(Timeline other, long before) {
    return past(before).equals(other.past(before));
  }

  private List<Listing> past(long before) {
    return all.stream().filter(each -> each.from() < before).toList();
  }
}
