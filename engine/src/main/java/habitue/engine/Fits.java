package habitue.engine;

import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.GammaGamma;
import habitue.insight.rfm.RfmCuts;
import habitue.insight.surprise.Usual;
import habitue.playbook.rule.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was fitted over the whole base, and from when on each fit holds. Everyone is judged at every
 * instant by the fit that held then: so the past is judged by the fits of its own time, and folding
 * it again gives the same.
 *
 * @param all by the instant from which they hold
 */
public record Fits(List<Fit> all) {
  /** Nothing was ever fitted. */
  public static final Fits NONE = new Fits(List.of());

  /**
   * One fit.
   *
   * @param from from when on it holds, in milliseconds since 1970
   * @param buying null where too few bought again
   * @param spending null where too few bought again
   * @param visits whether the shop sends visits at all
   * @param usual what is usual among all, by the key of each habit
   */
  public record Fit(
      long from,
      @Nullable RfmCuts rfm,
      @Nullable BgNbd buying,
      @Nullable GammaGamma spending,
      boolean visits,
      Map<String, Usual> usual) {
    public Fit {
      usual = Map.copyOf(usual);
    }

    public Fit(
        long from,
        @Nullable RfmCuts rfm,
        @Nullable BgNbd buying,
        @Nullable GammaGamma spending,
        boolean visits) {
      this(from, rfm, buying, spending, visits, Map.of());
    }

    /** Whether there were too few buyers to tell anything. */
    public boolean empty() {
      return rfm == null && buying == null;
    }

    /** The same, in force from another instant on. */
    public Fit from(Instant other) {
      return new Fit(other.toEpochMilli(), rfm, buying, spending, visits, usual);
    }

    /** With what is usual among all. */
    public Fit with(Map<String, Usual> found) {
      return new Fit(from, rfm, buying, spending, visits, found);
    }
  }

  public Fits {
    all = all.stream().sorted(Comparator.comparingLong(Fit::from)).toList();
  }

  /** With more of them; of two that hold from the same instant the fresh one stays. */
  public Fits and(List<Fit> fresh) {
    var kept = new ArrayList<>(fresh);
    for (Fit old : all) {
      if (fresh.stream().noneMatch(each -> each.from == old.from)) {
        kept.add(old);
      }
    }
    return new Fits(kept);
  }

  // Most who ask do so of now: the newest is looked at first.

  /** The fit in force at an instant; null before the first. */
  public @Nullable Fit at(long now) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).from <= now) {
        return all.get(i);
      }
    }
    return null;
  }

  /** When the next fit comes into force; {@link Look#NEVER} for none. */
  public long after(long now) {
    long next = Look.NEVER;
    for (int i = all.size() - 1; i >= 0 && all.get(i).from > now; i--) {
      next = all.get(i).from;
    }
    return next;
  }
}
