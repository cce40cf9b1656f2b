package habitue.server.loyalty;

import habitue.model.Money;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Reward;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a point is worth.
 *
 * @param point in the brand's currency; null where nothing says
 */
public record Worth(@Nullable BigDecimal point, From from) {
  private static final int DIGITS = 6;

  /** Who says so. */
  public enum From {
    /** The programme's {@code point worth}. */
    PROGRAMME,
    /** The mean over its rewards that say what they are worth. */
    REWARDS,
    NOTHING
  }

  public static Worth of(Programme programme) {
    if (programme.worth() != null) {
      return new Worth(programme.worth(), From.PROGRAMME);
    }
    List<BigDecimal> each =
        programme.rewards().stream().filter(it -> it.worth() != null).map(Worth::perPoint).toList();
    return each.isEmpty()
        ? new Worth(null, From.NOTHING)
        : new Worth(
            each.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(each.size()), DIGITS, RoundingMode.HALF_UP),
            From.REWARDS);
  }

  /** What so many are worth; null where nothing says. */
  public @Nullable Money money(long points, String currency) {
    return point == null ? null : Money.of(point.multiply(BigDecimal.valueOf(points)), currency);
  }

  private static BigDecimal perPoint(Reward reward) {
    BigDecimal worth = reward.worth();
    return worth == null
        ? BigDecimal.ZERO
        : worth.divide(BigDecimal.valueOf(reward.points()), 2 * DIGITS, RoundingMode.HALF_UP);
  }
}
