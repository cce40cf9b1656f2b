package habitue.server.loyalty;

import habitue.insight.compare.Sample;
import habitue.insight.compare.Welch;
import habitue.insight.compare.Welch.Interval;
import habitue.model.Money;
import habitue.warehouse.proof.Holdouts.Arm;
import habitue.warehouse.proof.Holdouts.Compared;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a programme brought about: those it was offered beside those held out of it by lot.
 *
 * @param from the first day that counts: of the period, or the day after there was a holdout
 * @param share of those held out, as the playbook says now; null where nobody is any more
 * @param currency the brand's
 */
public record Lift(Compared compared, LocalDate from, @Nullable BigDecimal share, String currency) {
  /** So many have to have ordered on each side before the figures are to be relied on. */
  public static final int BUYERS = 30;

  private static final int DIGITS = 4;

  /** Whether there is anything to tell. */
  public boolean any() {
    return share != null || compared.any();
  }

  /** Amounts lie far apart: the interval of the mean of a few of them says little. */
  public boolean enough() {
    return compared.offered().group().buyers() >= BUYERS
        && compared.heldOut().group().buyers() >= BUYERS;
  }

  /** Of orders by each; null where too few were drawn. */
  public @Nullable Interval orders() {
    return Welch.difference(compared.offered().orders(), compared.heldOut().orders());
  }

  /** Of what each spent; null where too few were drawn. */
  public @Nullable Interval net() {
    return Welch.difference(compared.offered().net(), compared.heldOut().net());
  }

  /** By each of them; null where there is nobody. */
  public static @Nullable BigDecimal ordersEach(Arm arm) {
    return mean(arm.orders());
  }

  public @Nullable Money netEach(Arm arm) {
    BigDecimal mean = mean(arm.net());
    return mean == null ? null : Money.of(mean, currency);
  }

  private static @Nullable BigDecimal mean(Sample sample) {
    return sample.size() == 0 ? null : rounded(sample.mean());
  }

  public static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP);
  }

  public Money money(double amount) {
    return Money.of(BigDecimal.valueOf(amount), currency);
  }
}
