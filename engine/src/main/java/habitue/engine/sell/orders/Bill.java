package habitue.engine.sell.orders;

import habitue.model.Money;
import org.jspecify.annotations.Nullable;

/**
 * What an order says of its money, all in one currency.
 *
 * @param gross the goods: {@code revenue}, else {@code subtotal}, else the lines less the order's
 *     discount, else {@code total} less shipping and tax
 * @param total what was to be paid, as said; null when not said
 * @param taxIncluded whether the prices hold the tax already
 * @param discount of the whole order, as said
 */
public record Bill(
    Money gross,
    @Nullable Money shipping,
    @Nullable Money tax,
    boolean taxIncluded,
    @Nullable Money discount,
    @Nullable Money total,
    @Nullable String coupon,
    @Nullable Money paidByGiftCard,
    @Nullable Money paidByPoints) {

  public String currency() {
    return gross.currency();
  }
}
