package habitue.engine.sell.orders;

import static habitue.engine.sell.Amounts.difference;
import static habitue.engine.sell.Amounts.sum;

import habitue.model.Money;

/** The sums of all orders in one currency, kept or not: exact over the whole life. */
public record Totals(long orders, Money gross, Money refunded, Money cancelled) {

  static Totals zero(String currency) {
    Money zero = Money.zero(currency);
    return new Totals(0, zero, zero, zero);
  }

  /** Ordered, less what was given back and called off. */
  public Money net() {
    return difference(difference(gross, refunded), cancelled);
  }

  Totals plus(Sums sums) {
    return new Totals(
        orders + 1,
        sum(gross, sums.gross()),
        sum(refunded, sums.refunded()),
        sum(cancelled, sums.cancelled()));
  }

  Totals minus(Sums sums) {
    return new Totals(
        orders - 1,
        difference(gross, sums.gross()),
        difference(refunded, sums.refunded()),
        difference(cancelled, sums.cancelled()));
  }
}
