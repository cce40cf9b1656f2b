package habitue.engine.sell.orders;

import habitue.engine.sell.Product;
import habitue.model.Money;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order.
 *
 * @param quantity below zero for what came back in the same order
 * @param unitPrice as said, unrounded; zero when not said
 * @param amount quantity × unit price less the line's own discount, rounded once, half away from
 *     zero, to the currency's minor unit
 * @param share its part of the order's gross; equals the amount unless the order says another sum,
 *     which is then shared out by largest remainder. A refund of the line gives this back
 * @param discount the line's own, if said
 * @param tax the line's own, if said
 * @param refundedQuantity how many of it were refunded by name
 * @param refunded what was given back for those
 * @param giftCard whether it is said to be one
 */
public record Line(
    Product product,
    BigDecimal quantity,
    BigDecimal unitPrice,
    Money amount,
    Money share,
    @Nullable Money discount,
    @Nullable Money tax,
    BigDecimal refundedQuantity,
    Money refunded,
    boolean giftCard) {

  /**
   * What each of them is called: by its product, and by its number where others are of the same.
   */
  public static List<String> names(List<Line> lines) {
    var seen = new HashMap<String, Integer>();
    return lines.stream()
        .map(line -> {
          String key = line.product.key();
          int times = seen.merge(key, 1, Integer::sum);
          return times == 1 ? key : key + " #" + times;
        })
        .toList();
  }

  /**
   * Whether all its pieces came back, whatever was given for them; for nothing, it was no refund.
   */
  public boolean wholly() {
    boolean paid = refunded.minor() > 0 || share.minor() <= 0;
    return paid && refundedQuantity.compareTo(quantity) >= 0;
  }

  BigDecimal quantityLeft() {
    return quantity.subtract(refundedQuantity).max(BigDecimal.ZERO);
  }

  Money left() {
    return share.minus(refunded);
  }

  Line withShare(Money fresh) {
    return new Line(
        product,
        quantity,
        unitPrice,
        amount,
        fresh,
        discount,
        tax,
        refundedQuantity,
        refunded,
        giftCard);
  }

  Line withRefund(BigDecimal freshQuantity, Money fresh) {
    return new Line(
        product, quantity, unitPrice, amount, share, discount, tax, freshQuantity, fresh, giftCard);
  }
}
