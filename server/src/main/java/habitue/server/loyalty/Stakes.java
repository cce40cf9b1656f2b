package habitue.server.loyalty;

import habitue.engine.reward.Sums;
import habitue.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a programme costs as it is, and what it would cost by a draft.
 *
 * @param rate the part of what is outstanding that is expected to be spent, as it is now
 */
public record Stakes(BigDecimal rate, Cost before, Cost after) {

  /**
   * Null where nothing says what a point is worth.
   *
   * @param most what the points are worth that were issued and not taken back
   * @param liability what those are worth that are outstanding and expected to be spent
   */
  public record Cost(@Nullable Money most, @Nullable Money liability) {
    static Cost of(Sums sums, Worth worth, BigDecimal rate, String currency) {
      long expected =
          BigDecimal.valueOf(Math.max(0, sums.outstanding()))
              .multiply(rate)
              .setScale(0, RoundingMode.HALF_UP)
              .longValueExact();
      return new Cost(
          worth.money(sums.issued() - sums.reversed(), currency), worth.money(expected, currency));
    }
  }
}
