package habitue.engine.sell.orders;

import habitue.engine.sell.orders.Order.Status;
import habitue.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as facts tell it: all that readers need, and nothing of how it came about.
 *
 * @param day in the brand's zone
 * @param excess what refunds named beyond what was left of the goods
 * @param rate one unit of its currency in the brand's; null without one
 * @param brand its goods in the brand's currency; null without a rate
 * @param lines all of them, or none when {@code lineCount} says that there are more
 */
public record OrderDocument(
    OrderKey key,
    Status status,
    Instant placedAt,
    LocalDate day,
    Bill bill,
    Sums sums,
    Money excess,
    @Nullable Instant cancelledAt,
    @Nullable BigDecimal rate,
    @Nullable Sums brand,
    int lineCount,
    List<Line> lines) {

  public OrderDocument {
    lines = List.copyOf(lines);
  }

  public static OrderDocument of(Order order) {
    return new OrderDocument(
        order.key(),
        order.status(),
        order.placedAt(),
        order.day(),
        order.bill(),
        order.sums(),
        order.returns().excess(),
        order.returns().cancelledAt(),
        order.rate(),
        order.home(),
        order.lineCount(),
        order.lines());
  }

  public boolean linesKept() {
    return lines.size() == lineCount;
  }
}
