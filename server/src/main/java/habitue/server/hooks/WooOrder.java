package habitue.server.hooks;

import habitue.engine.sell.orders.Doorstep;
import habitue.model.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order as WooCommerce tells it. Its lines are without tax whatever the prices in the shop show:
 * {@code subtotal} before discounts, {@code total} after.
 */
final class WooOrder {
  private static final Duration SAME_CHANGE = Duration.ofDays(7);

  private final Fields order;
  private final String id;
  private final Instant updatedAt;

  WooOrder(Fields order) {
    this.order = order;
    this.id = Document.id(order, "id");
    this.updatedAt = Document.time(order, "date_modified_gmt");
  }

  String id() {
    return id;
  }

  String status() {
    return order.text("status").orElseThrow(() -> new UnreadableDocument("status"));
  }

  Instant updatedAt() {
    return updatedAt;
  }

  Instant placedAt() {
    return Document.time(order, "date_created_gmt");
  }

  /** When it was sent out, if that is news. */
  @Nullable Instant fulfilledAt() {
    Instant at = Document.timeOrNull(order, "date_completed_gmt");
    boolean news =
        at != null
            && status().equals("completed")
            && Duration.between(at, updatedAt).abs().compareTo(SAME_CHANGE) < 0;
    return news ? at : null;
  }

  BigDecimal total() {
    return Document.amountOrZero(order, "total");
  }

  private BigDecimal tax() {
    return Document.amountOrZero(order, "total_tax");
  }

  Fields properties() {
    List<Fields> lines = Document.list(order, "line_items");
    return start()
        .put("placed_at", placedAt().toString())
        .put("cancelled_at", Document.timeOrNothing(null))
        .same(order, "number", "order_number")
        .same(order, "status", "status")
        .same(order, "created_via", "sold_by")
        .put("revenue", Document.sum(lines, "total"))
        .put("total", Document.amount(order, "total"))
        .put("shipping", Document.amount(order, "shipping_total"))
        .put("tax", Document.amount(order, "total_tax"))
        .put("tax_included", false)
        .put("discount", Document.amount(order, "discount_total"))
        .put("fees", Document.sum(Document.list(order, "fee_lines"), "total"))
        .put("coupon", coupons())
        .same(order, "payment_method", "payment_method")
        .put("paid_by_gift_card", paidByGiftCard())
        .put("delivered_to", Doorstep.told(order.fields("shipping")).orElse(null))
        .put("products", lines.stream().map(WooOrder::line).toList())
        .done();
  }

  Fields cancellation() {
    return start().same(order, "status", "status").done();
  }

  /** Which order it is, and in which version. */
  Fields reference() {
    return start().done();
  }

  private Saying start() {
    return new Saying()
        .put("order_id", id)
        .put("updated_at", updatedAt.toString())
        .same(order, "currency", "currency");
  }

  /**
   * A refund by its amount, which holds tax: the goods are taken to bear their part of it. One of
   * the whole order names no amount, which means all that is left.
   */
  Fields refund(String refundId, BigDecimal amount) {
    BigDecimal given = amount.abs();
    boolean whole = total().signum() > 0 && given.compareTo(total()) >= 0;
    BigDecimal goods =
        total().signum() == 0
            ? given
            : Document.divided(given.multiply(total().subtract(tax())), total());
    return start()
        .put("refund_id", refundId)
        .put("refunded_total", given)
        .put("revenue", whole ? null : goods.max(BigDecimal.ZERO))
        .done();
  }

  private @Nullable String coupons() {
    String codes =
        Document.list(order, "coupon_lines").stream()
            .flatMap(each -> each.text("code").stream())
            .collect(Collectors.joining(", "));
    return codes.isEmpty() ? null : codes;
  }

  /** As WooCommerce's own gift cards extension lists them. */
  private @Nullable BigDecimal paidByGiftCard() {
    List<Fields> cards = Document.list(order, "gift_cards");
    return cards.isEmpty() ? null : Document.sum(cards, "amount");
  }

  private static Fields line(Fields line) {
    BigDecimal pieces = line.number("quantity").orElse(BigDecimal.ONE);
    BigDecimal subtotal = Document.amountOrZero(line, "subtotal");
    BigDecimal total = Document.amountOrZero(line, "total");
    return new Saying()
        .put("product_id", Document.find(line, "product_id").orElse(null))
        .put("variant", Document.find(line, "variation_id").orElse(null))
        .same(line, "sku", "sku")
        .same(line, "name", "name")
        .put("quantity", pieces)
        .put("price", Document.divided(subtotal, pieces))
        .put("discount", subtotal.subtract(total))
        .put("tax", Document.amount(line, "total_tax"))
        .done();
  }
}
