package habitue.engine.reward.ledger;

import habitue.engine.Lists;
import habitue.engine.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is left of lots and redemptions that are no longer kept: their sums, and that they were.
 * Only what nothing can come of any more is let go: a lot without points left, that made good for
 * nothing and that no kept redemption could give points back to.
 *
 * @param awards hashes of the ids of awards, the last {@link #AWARDS} of them, oldest first
 * @param issued what the lots were granted
 * @param spent what the redemptions that were not undone gave
 */
public record Retired(List<Long> awards, long issued, long expired, long reversed, long spent) {
  /** The lots kept at least. */
  public static final int LOTS = 2_048;

  /** The redemptions kept at least. */
  public static final int SPENDS = 512;

  /** How many more may come before the oldest are let go. */
  public static final int STEP = 256;

  /** The most awards remembered by their hash: 64 KB. */
  public static final int AWARDS = 8_192;

  public static final Retired NONE = new Retired(List.of(), 0, 0, 0, 0);

  public Retired {
    awards = List.copyOf(awards);
  }

  /** Whether there are so many that some are to be let go. */
  static boolean due(int lots, int spends) {
    return lots > LOTS + STEP || spends > SPENDS + STEP;
  }

  boolean knows(String award) {
    return !awards.isEmpty() && awards.contains(Texts.hash(award));
  }

  private Retired with(Lot lot) {
    return new Retired(
        Lists.last(Lists.plus(awards, Texts.hash(Twins.award(lot.id()))), AWARDS),
        issued + lot.size(),
        expired + lot.expired(),
        reversed + lot.reversed(),
        spent);
  }

  private Retired with(Spend spend) {
    long more = spend.undone() ? 0 : spend.points();
    return new Retired(awards, issued, expired, reversed, spent + more);
  }

  /** Lets go of the oldest of more than are kept; takes them from the lists. */
  Retired from(List<Lot> lots, List<Spend> spends) {
    Retired retired = this;
    if (spends.size() > SPENDS) {
      List<Spend> oldest = spends.subList(0, spends.size() - SPENDS);
      for (Spend spend : oldest) {
        retired = retired.with(spend);
      }
      oldest.clear();
    }
    if (lots.size() > LOTS) {
      retired = retired.from(lots, lots.size() - LOTS, named(spends));
    }
    return retired;
  }

  private Retired from(List<Lot> lots, int most, Set<String> named) {
    Retired retired = this;
    int left = most;
    for (var all = lots.iterator(); all.hasNext() && left > 0; ) {
      Lot lot = all.next();
      if (lot.over() && !named.contains(lot.id())) {
        retired = retired.with(lot);
        all.remove();
        left--;
      }
    }
    return retired;
  }

  private static Set<String> named(List<Spend> spends) {
    var named = new HashSet<String>();
    for (Spend spend : spends) {
      if (!spend.undone()) {
        spend.from().forEach(given -> named.add(given.lot()));
      }
    }
    return named;
  }
}
