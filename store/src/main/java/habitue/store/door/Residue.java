package habitue.store.door;

import habitue.engine.sell.orders.OrderDocument;
import habitue.engine.sell.orders.Sums;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;

/** An order without the person: what the books need, and nothing that tells whose it was. */
final class Residue {
  private Residue() {}

  /**
   * @param known whether the shop knew the person
   * @param first whether it was their first order
   */
  static Fields of(OrderDocument order, boolean known, boolean first) {
    Fields left =
        Fields.NONE
            .with("store", order.key().store())
            .with("day", order.day().toString())
            .with("status", order.status().wireName())
            .with("known", new Value.Flag(known))
            .with("first", new Value.Flag(first))
            .with("currency", order.bill().currency());
    left = sums(left, "", order.sums());
    left = money(left, "excess", order.excess());
    Sums home = order.brand();
    if (home != null) {
      left = sums(left.with("home_currency", home.gross().currency()), "home_", home);
    }
    return left;
  }

  private static Fields sums(Fields to, String prefix, Sums sums) {
    Fields with = money(to, prefix + "gross", sums.gross());
    with = money(with, prefix + "refunded", sums.refunded());
    with = money(with, prefix + "cancelled", sums.cancelled());
    return money(with, prefix + "net", sums.net());
  }

  private static Fields money(Fields to, String name, Money money) {
    return to.with(name, Value.of(money.amount()));
  }
}
