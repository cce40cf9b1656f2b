package habitue.engine.sell.orders;

import habitue.engine.sell.Product;
import habitue.engine.sell.orders.Order.Status;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * An order's document as the details of a fact, and back. Names and meanings are fixed; amounts are
 * decimal numbers in {@code currency}, those that begin with {@code brand_} in {@code
 * brand_currency}. What was not said is absent.
 */
public final class OrderFacts {
  /** The facts whose details are an order's document. */
  public static final List<String> NAMES =
      List.of("Order Placed", "Order Changed", "Order Refunded", "Order Cancelled");

  private OrderFacts() {}

  public static Fields write(OrderDocument order) {
    var to = new Writer();
    to.text("order_id", order.key().id());
    to.text("store", order.key().store());
    to.text("status", order.status().wireName());
    to.text("placed_at", order.placedAt().toString());
    to.text("order_day", order.day().toString());
    to.text("cancelled_at", order.cancelledAt() == null ? null : order.cancelledAt().toString());
    to.text("currency", order.bill().currency());
    sums(to, "", order.sums());
    to.money("refunded_beyond", order.excess().isZero() ? null : order.excess());
    bill(to, order.bill());
    to.number("rate", order.rate());
    if (order.brand() != null) {
      to.text("brand_currency", order.brand().gross().currency());
      sums(to, "brand_", order.brand());
    }
    to.put("line_count", Value.of(order.lineCount()));
    to.put("lines_kept", Value.of(order.linesKept()));
    if (order.linesKept()) {
      to.put("lines", new Value.Many(order.lines().stream().map(OrderFacts::line).toList()));
    }
    return to.fields();
  }

  private static void sums(Writer to, String prefix, Sums sums) {
    to.money(prefix + "gross", sums.gross());
    to.money(prefix + "refunded", sums.refunded());
    to.money(prefix + "cancelled", sums.cancelled());
    to.money(prefix + "net", sums.net());
  }

  private static void bill(Writer to, Bill bill) {
    to.money("shipping", bill.shipping());
    to.money("tax", bill.tax());
    to.put("tax_included", Value.of(bill.taxIncluded()));
    to.money("discount", bill.discount());
    to.money("total", bill.total());
    to.text("coupon", bill.coupon());
    to.money("paid_by_gift_card", bill.paidByGiftCard());
    to.money("paid_by_points", bill.paidByPoints());
  }

  private static Value line(Line line) {
    var to = new Writer();
    product(to, line.product());
    to.number("quantity", line.quantity());
    to.number("unit_price", line.unitPrice());
    to.money("amount", line.amount());
    to.money("share", line.share());
    to.money("discount", line.discount());
    to.money("tax", line.tax());
    to.number("refunded_quantity", line.refundedQuantity());
    to.money("refunded_amount", line.refunded());
    if (line.giftCard()) {
      to.put("gift_card", Value.of(true));
    }
    return to.fields();
  }

  private static void product(Writer to, Product product) {
    to.text("product_id", product.id());
    to.text("sku", product.sku());
    to.text("variant", product.variant());
    to.text("name", product.name());
    to.text("category", product.category());
  }

  /** The products a refund names, in the same words as lines. */
  static Value named(Refund refund) {
    return new Value.Many(refund.named().stream().map(OrderFacts::named).toList());
  }

  private static Value named(Refund.Named named) {
    var to = new Writer();
    product(to, named.product());
    to.number("quantity", named.quantity());
    to.number("unit_price", named.unitPrice());
    return to.fields();
  }

  /** Reads what {@link #write} wrote; whatever else the details hold is left alone. */
  public static OrderDocument read(Fields from) {
    String currency = from.text("currency").orElse(Orders.NO_CURRENCY);
    return new OrderDocument(
        new OrderKey(from.text("store").orElse(""), from.text("order_id").orElse("")),
        Status.named(from.text("status").orElse("")),
        from.text("placed_at").map(Instant::parse).orElse(Instant.EPOCH),
        from.text("order_day").map(LocalDate::parse).orElse(LocalDate.EPOCH),
        readBill(from, currency),
        readSums(from, "", currency),
        orZero(money(from, "refunded_beyond", currency), currency),
        from.text("cancelled_at").map(Instant::parse).orElse(null),
        from.number("rate").orElse(null),
        from.text("brand_currency").map(home -> readSums(from, "brand_", home)).orElse(null),
        from.number("line_count").map(BigDecimal::intValue).orElse(0),
        from.list("lines").stream().map(line -> readLine((Fields) line, currency)).toList());
  }

  private static Sums readSums(Fields from, String prefix, String currency) {
    return new Sums(
        orZero(money(from, prefix + "gross", currency), currency),
        orZero(money(from, prefix + "refunded", currency), currency),
        orZero(money(from, prefix + "cancelled", currency), currency));
  }

  private static Bill readBill(Fields from, String currency) {
    return new Bill(
        orZero(money(from, "gross", currency), currency),
        money(from, "shipping", currency),
        money(from, "tax", currency),
        from.flag("tax_included").orElse(false),
        money(from, "discount", currency),
        money(from, "total", currency),
        from.text("coupon").orElse(null),
        money(from, "paid_by_gift_card", currency),
        money(from, "paid_by_points", currency));
  }

  private static Line readLine(Fields from, String currency) {
    return new Line(
        Product.of(from),
        from.number("quantity").orElse(BigDecimal.ZERO),
        from.number("unit_price").orElse(BigDecimal.ZERO),
        orZero(money(from, "amount", currency), currency),
        orZero(money(from, "share", currency), currency),
        money(from, "discount", currency),
        money(from, "tax", currency),
        from.number("refunded_quantity").orElse(BigDecimal.ZERO),
        orZero(money(from, "refunded_amount", currency), currency),
        from.flag("gift_card").orElse(false));
  }

  private static @Nullable Money money(Fields from, String name, String currency) {
    return from.number(name).map(amount -> Money.of(amount, currency)).orElse(null);
  }

  private static Money orZero(@Nullable Money money, String currency) {
    return money == null ? Money.zero(currency) : money;
  }

  /** Fields in the order in which they are written. */
  static final class Writer {
    private final SequencedMap<String, Value> values = new LinkedHashMap<>();

    void put(String name, Value value) {
      values.put(name, value);
    }

    void text(String name, @Nullable String text) {
      if (text != null) {
        put(name, Value.of(text));
      }
    }

    void number(String name, @Nullable BigDecimal number) {
      if (number != null) {
        put(name, Value.of(number));
      }
    }

    void money(String name, @Nullable Money money) {
      number(name, money == null ? null : money.amount());
    }

    Fields fields() {
      return new Fields(values);
    }
  }
}
