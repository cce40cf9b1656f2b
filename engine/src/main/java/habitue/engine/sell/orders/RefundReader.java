package habitue.engine.sell.orders;

import habitue.engine.Happening;
import habitue.engine.Texts;
import habitue.engine.sell.Amounts;
import habitue.engine.sell.Product;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an Order Refunded says. Amounts below zero mean the same as above. */
final class RefundReader {
  private static final String[] GOODS = {"revenue", "subtotal"};
  private static final String[] ALL = {"refund", "amount", "value", "total"};

  private final Happening happening;
  private final Fields said;
  private final Amounts amounts;

  RefundReader(Happening happening, Amounts amounts) {
    this.happening = happening;
    this.said = happening.event().properties();
    this.amounts = amounts;
  }

  Refund read() {
    boolean saysCurrency = said.text("currency").isPresent();
    return new Refund(
        Texts.first(said, Texts.KEY, "refund_id", "refundId"),
        happening.at(),
        happening.position(),
        named(),
        asked(),
        saysCurrency ? amounts.currency() : null);
  }

  /** Of an unreadable amount nothing is known: that takes nothing, rather than all that is left. */
  private @Nullable BigDecimal asked() {
    int before = amounts.unreadable();
    BigDecimal goods = first(GOODS);
    BigDecimal all = goods == null ? first(ALL) : null;
    if (goods != null) {
      return goods;
    }
    if (all != null) {
      return goodsOf(all);
    }
    boolean silent = amounts.unreadable() == before && amounts.currencyKnown();
    return silent ? null : BigDecimal.ZERO;
  }

  private @Nullable BigDecimal first(String... names) {
    for (String name : names) {
      BigDecimal number = amounts.currencyKnown() ? positive(said, name) : null;
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  /** A whole refund gives back shipping and tax too, where it says so. */
  private BigDecimal goodsOf(BigDecimal all) {
    BigDecimal shipping = orZero(positive(said, "shipping"));
    BigDecimal tax = orZero(positive(said, "tax"));
    return all.subtract(shipping).subtract(tax).max(BigDecimal.ZERO);
  }

  private static BigDecimal orZero(@Nullable BigDecimal number) {
    return number == null ? BigDecimal.ZERO : number;
  }

  private List<Refund.Named> named() {
    var named = new ArrayList<Refund.Named>();
    for (Value each : said.list("products")) {
      if (each instanceof Fields fields && !Product.of(fields).key().isEmpty()) {
        named.add(
            new Refund.Named(
                Product.of(fields), positive(fields, "quantity"), positive(fields, "price")));
      }
    }
    return named;
  }

  private @Nullable BigDecimal positive(Fields fields, String name) {
    BigDecimal number = amounts.number(fields, name);
    return number == null ? null : number.abs();
  }

  /** What a refund without an order comes to by its own words; null when it names no amount. */
  static @Nullable Money worth(Refund refund, String currency) {
    BigDecimal asked = refund.asked();
    if (refund.named().isEmpty()) {
      return asked == null ? null : Amounts.at(asked, BigDecimal.ONE, currency);
    }
    Money sum = null;
    for (Refund.Named each : refund.named()) {
      BigDecimal pieces = each.quantity() == null ? BigDecimal.ONE : each.quantity();
      BigDecimal price = each.unitPrice();
      Money worth = price == null ? null : Amounts.at(price, pieces, currency);
      sum = sum == null || worth == null ? (sum == null ? worth : sum) : Amounts.sum(sum, worth);
    }
    return sum == null && asked != null ? Amounts.at(asked, BigDecimal.ONE, currency) : sum;
  }
}
