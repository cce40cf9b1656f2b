package habitue.engine.sell.orders;

import habitue.model.Money;

/**
 * An order's goods in one currency: what was ordered, what was given back, what was called off.
 *
 * @param gross before refunds and cancellation
 * @param refunded never more than the gross
 * @param cancelled what was left when the order was called off
 */
public record Sums(Money gross, Money refunded, Money cancelled) {

  public Money net() {
    return gross.minus(refunded).minus(cancelled);
  }
}
