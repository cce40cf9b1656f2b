package habitue.engine.sell.orders;

import habitue.engine.sell.Product;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refund as it was said. It names products, or an amount, or neither, which means all that is
 * left.
 *
 * @param id the shop's number for it; null when not said
 * @param named the products it names; then no amount counts, unless one of them has no price
 * @param asked the amount it names; null when it names none
 * @param currency of the amounts; null means the order's
 */
public record Refund(
    @Nullable String id,
    Instant at,
    long position,
    List<Named> named,
    @Nullable BigDecimal asked,
    @Nullable String currency) {

  public Refund {
    named = List.copyOf(named);
  }

  /**
   * A product that came back.
   *
   * @param quantity null means all that is left of it
   * @param unitPrice null means as ordered
   */
  public record Named(
      Product product, @Nullable BigDecimal quantity, @Nullable BigDecimal unitPrice) {}
}
