package habitue.insight.breakage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * A chain ladder by shares of what was still out, as a life table with three ways to go. Of each month
 * of age it is known what part of the points that were out at its beginning was spent, expired or
 * taken back in it, over all points that have been through that month. Someone's points of an age are
 * to go through the months that are left as those before them did. What would be left beyond the last
 * month that enough have been through is taken as spent: nobody knows, and it is the prudent figure.
 */

/**
 * How many of the points that are out are expected to be spent.
 *
 * @param ages by month of age, that of the earning first
 */
public record Redemption(List<Age> ages) {
  /** So many months' earnings must have been through a month of age for it to count. */
  public static final int MONTHS = 3;

  /** So many months of age must be known; before, nothing is estimated. */
  public static final int AGES = 12;

  public Redemption {
    ages = List.copyOf(ages);
  }

  /**
   * A month of age.
   *
   * @param outstanding at its beginning, of all that have been through it
   * @param fate what became of those in it
   */
  public record Age(long outstanding, Fate fate) {
    private double part(long of) {
      return outstanding <= 0 ? 0 : Math.clamp((double) of / outstanding, 0, 1);
    }

    /** Of what is out at its beginning what is spent, where so much of what is left will be. */
    private double spent(double later) {
      double spent = part(fate.spent());
      double left = Math.max(0, 1 - spent - part(fate.expired()) - part(fate.reversed()));
      return outstanding <= 0 ? 1 : Math.min(1, spent + left * later);
    }
  }

  /** Empty where there is too little history, or nothing was spent in it. */
  public static Optional<Redemption> of(List<Earned> all) {
    var ages = new ArrayList<Age>();
    int age = 0;
    for (List<Earned> through = through(all, age);
        through.size() >= MONTHS;
        through = through(all, age)) {
      ages.add(age(through, age));
      age++;
    }
    boolean enough = ages.size() >= AGES && ages.stream().anyMatch(it -> it.fate().spent() > 0);
    return enough ? Optional.of(new Redemption(ages)) : Optional.empty();
  }

  private static List<Earned> through(List<Earned> all, int age) {
    return all.stream().filter(each -> each.whole() > age).toList();
  }

  private static Age age(List<Earned> through, int age) {
    long outstanding = 0;
    Fate fate = Fate.NONE;
    for (Earned each : through) {
      outstanding += each.before(age);
      fate = fate.plus(each.fate(age));
    }
    return new Age(outstanding, fate);
  }

  /**
   * Of points that are out the part that is expected to be spent.
   *
   * @param age how many months of their age are over
   */
  public double rate(int age) {
    double rate = 1;
    for (int each = ages.size() - 1; each >= age; each--) {
      rate = ages.get(each).spent(rate);
    }
    return rate;
  }
}
