package habitue.server.loyalty;

import habitue.model.Money;
import habitue.warehouse.proof.Effect.Group;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How a group of customers ordered.
 *
 * @param days within so many
 * @param currency the brand's
 */
public record Habit(Group group, long days, String currency) {
  /** The days of a month. */
  public static final int MONTH = 30;

  private static final int DIGITS = 4;

  public Money net() {
    return Money.of(group.net(), currency);
  }

  /** What an order came to; null where none has an amount. */
  public @Nullable Money orderSize() {
    return group.priced() == 0 ? null : Money.of(divided(group.net(), group.priced()), currency);
  }

  /** By each of them; null where there is nobody. */
  public @Nullable Money netEach() {
    return group.customers() == 0
        ? null
        : Money.of(divided(group.net(), group.customers()), currency);
  }

  /** By each of them, in a month of {@link #MONTH} days; null where there is nobody. */
  public @Nullable BigDecimal ordersPerMonth() {
    return perMonth(group.orders(), group.customers(), days);
  }

  static @Nullable BigDecimal perMonth(long times, long customers, long days) {
    return customers == 0 || days == 0
        ? null
        : BigDecimal.valueOf(times * MONTH)
            .divide(BigDecimal.valueOf(customers * days), DIGITS, RoundingMode.HALF_UP);
  }

  private static BigDecimal divided(BigDecimal sum, long by) {
    return sum.divide(BigDecimal.valueOf(by), 2 * DIGITS, RoundingMode.HALF_UP);
  }

  /** The part of a whole; null where there is none. */
  static @Nullable BigDecimal part(BigDecimal of, BigDecimal whole) {
    return whole.signum() <= 0 ? null : of.divide(whole, DIGITS, RoundingMode.HALF_UP);
  }
}
