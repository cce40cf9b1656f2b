package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refund as Shopify tells it: lines with what they gave back, and adjustments below zero for what
 * was given beyond them, above zero for what was kept. Shipping given back is none of the goods.
 */
final class ShopifyRefund {
  private final Fields refund;
  private final List<Fields> lines;

  private ShopifyRefund(Fields refund) {
    this.refund = refund;
    this.lines = Document.list(refund, "refund_line_items");
  }

  static Fields properties(Fields refund, boolean test) {
    return new ShopifyRefund(refund).properties(test);
  }

  private Fields properties(boolean test) {
    BigDecimal ofLines = Document.sum(lines, "subtotal");
    BigDecimal kept = adjustments("refund_discrepancy");
    BigDecimal goods = lines.isEmpty() ? withoutLines(kept) : ofLines.subtract(kept);
    boolean byLines = ofLines.signum() > 0;
    return new Saying()
        .put("order_id", Document.id(refund, "order_id"))
        .put("refund_id", Document.id(refund, "id"))
        .put("currency", currency())
        .put("products", byLines ? products(goods.max(BigDecimal.ZERO), ofLines) : null)
        .put("revenue", byLines ? null : goods.max(BigDecimal.ZERO))
        .put("refunded_shipping", adjustments("shipping_refund").negate())
        .put("test", test ? Value.of(true) : null)
        .done();
  }

  /** Without lines, the goods are what was paid back less the shipping among it. */
  private BigDecimal withoutLines(BigDecimal kept) {
    if (kept.signum() != 0) {
      return kept.negate();
    }
    List<Fields> paid =
        Document.list(refund, "transactions").stream()
            .filter(each -> "refund".equals(Document.text(each, "kind")))
            .filter(each -> "success".equals(Document.text(each, "status")))
            .toList();
    return Document.sum(paid, "amount").add(adjustments("shipping_refund"));
  }

  private BigDecimal adjustments(String kind) {
    return Document.sum(
        Document.list(refund, "order_adjustments").stream()
            .filter(each -> kind.equals(Document.text(each, "kind")))
            .toList(),
        "amount");
  }

  private @Nullable String currency() {
    return lines.stream()
        .map(line -> line.fields("subtotal_set").fields("shop_money").text("currency_code"))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /** Each line at what it gave back a piece, less its part of what was kept. */
  private Value products(BigDecimal goods, BigDecimal ofLines) {
    var products = new ArrayList<Value>();
    for (Fields line : lines) {
      BigDecimal pieces = line.number("quantity").orElse(BigDecimal.ONE);
      BigDecimal subtotal = Document.amountOrZero(line, "subtotal");
      BigDecimal price = Document.divided(subtotal.multiply(goods), ofLines.multiply(pieces));
      Fields product = line.fields("line_item");
      products.add(
          ShopifyOrder.product(product.with("quantity", Value.of(pieces)))
              .put("price", price)
              .done());
    }
    return new Value.Many(products);
  }
}
