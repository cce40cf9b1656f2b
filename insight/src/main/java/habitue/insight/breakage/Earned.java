package habitue.insight.breakage;

import java.util.List;

/**
 * Points that were earned in one month.
 *
 * @param whole how many months of their age are over
 * @param fates what became of them in each month of their age, that of the earning first; one that
 *     is missing says nothing became of them
 */
public record Earned(long granted, int whole, List<Fate> fates) {
  public Earned {
    fates = List.copyOf(fates);
  }

  Fate fate(int age) {
    return age < fates.size() ? fates.get(age) : Fate.NONE;
  }

  public Fate sum() {
    return fates.stream().reduce(Fate.NONE, Fate::plus);
  }

  /** What is out of them by now. */
  public long outstanding() {
    return granted - sum().sum();
  }

  /** What was out of them when a month of their age began; nothing where more was taken back. */
  long before(int age) {
    long gone = fates.stream().limit(age).mapToLong(Fate::sum).sum();
    return Math.max(0, granted - gone);
  }
}
