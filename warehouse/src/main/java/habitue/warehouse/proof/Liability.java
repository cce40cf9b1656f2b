package habitue.warehouse.proof;

import habitue.insight.breakage.Redemption;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a programme owes: points that are out, and how many of them are expected to be spent.
 *
 * @param cohorts by the month in which points were earned
 * @param redemption what is known of how points are spent; null where that is too little, and all
 *     that is out is expected to be spent
 * @param rate the part of what is out that is expected to be spent, to {@link #DIGITS} digits
 */
public record Liability(
    List<Cohort> cohorts, @Nullable Redemption redemption, long outstanding, BigDecimal rate) {
  private static final int DIGITS = 4;

  public Liability {
    cohorts = List.copyOf(cohorts);
  }

  public static Liability of(List<Cohort> cohorts) {
    Redemption redemption =
        Redemption.of(
                cohorts.stream()
                    .filter(cohort -> cohort.month() != null)
                    .map(Cohort::earned)
                    .toList())
            .orElse(null);
    long outstanding = cohorts.stream().mapToLong(Cohort::outstanding).sum();
    return new Liability(cohorts, redemption, outstanding, mean(cohorts, redemption));
  }

  /** By what is out of each; what of a month was taken back beyond that lessens all alike. */
  private static BigDecimal mean(List<Cohort> cohorts, @Nullable Redemption redemption) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal spent = BigDecimal.ZERO;
    for (Cohort cohort : cohorts) {
      var out = BigDecimal.valueOf(Math.max(0, cohort.outstanding()));
      sum = sum.add(out);
      spent = spent.add(out.multiply(rate(cohort, redemption)));
    }
    return sum.signum() == 0 ? BigDecimal.ONE : spent.divide(sum, DIGITS, RoundingMode.HALF_UP);
  }

  private static BigDecimal rate(Cohort cohort, @Nullable Redemption redemption) {
    return cohort.month() == null || redemption == null
        ? BigDecimal.ONE
        : BigDecimal.valueOf(redemption.rate(cohort.earned().whole()));
  }

  /** Of what is out of a cohort the part that is expected to be spent. */
  public BigDecimal rate(Cohort cohort) {
    return rate(cohort, redemption).setScale(DIGITS, RoundingMode.HALF_UP);
  }

  public boolean estimated() {
    return redemption != null;
  }

  /** The months of age that are known. */
  public List<Redemption.Age> ages() {
    return Optional.ofNullable(redemption).map(Redemption::ages).orElse(List.of());
  }

  /** Points expected to be spent; none where more is owed to the brand than by it. */
  public long expected() {
    return BigDecimal.valueOf(Math.max(0, outstanding))
        .multiply(rate)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
