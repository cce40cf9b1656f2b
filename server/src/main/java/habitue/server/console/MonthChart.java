package habitue.server.console;

import habitue.model.Money;
import habitue.server.console.view.Revenue;
import habitue.server.console.words.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The scale of a chart of months: round steps, with their labels in the reader's words.
 *
 * @param step in what is counted; of money in minor units
 * @param labels from zero up, one per step
 */
public record MonthChart(long step, List<String> labels) {
  private static final int STEPS = 5;

  static MonthChart of(Revenue revenue, String currency, Words words) {
    long most =
        Math.max(
            1, revenue.months().stream().mapToLong(month -> month.total().minor()).max().orElse(0));
    return of(most, mark -> words.roundMoney(new Money(mark, currency)));
  }

  /**
   * @param most the highest month
   * @param said how a mark of the scale is written
   */
  public static MonthChart of(long most, LongFunction<String> said) {
    long step = step(Math.max(1, most));
    var labels = new ArrayList<String>();
    for (long mark = 0; mark < most + step; mark += step) {
      labels.add(mark == 0 ? "0" : said.apply(mark));
    }
    return new MonthChart(step, List.copyOf(labels));
  }

  /** The smallest of 1, 2, 2.5 and 5 times a power of ten that needs no more than five steps. */
  private static long step(long most) {
    BigDecimal least = BigDecimal.valueOf(most).divide(BigDecimal.valueOf(STEPS), RoundingMode.UP);
    BigDecimal power = BigDecimal.ONE.movePointRight(least.precision() - least.scale() - 1);
    for (String times : new String[] {"1", "2", "2.5", "5"}) {
      BigDecimal step = power.multiply(new BigDecimal(times));
      if (step.compareTo(least) >= 0 && step.stripTrailingZeros().scale() <= 0) {
        return step.longValueExact();
      }
    }
    return power.movePointRight(1).longValueExact();
  }

  public long top() {
    return step * (labels.size() - 1);
  }
}
