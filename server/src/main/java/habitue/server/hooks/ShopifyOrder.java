package habitue.server.hooks;

import habitue.engine.sell.orders.Doorstep;
import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order as Shopify tells it. All amounts are in the shop's own currency, whatever the customer
 * saw; {@code subtotal_price} is after discounts and, where {@code taxes_included}, holds the tax.
 */
final class ShopifyOrder {
  private final Fields order;
  private final String id;
  private final Instant updatedAt;
  private final @Nullable Instant cancelledAt;

  ShopifyOrder(Fields order) {
    this.order = order;
    this.id = Document.id(order, "id");
    this.updatedAt = Document.time(order, "updated_at");
    this.cancelledAt = Document.timeOrNull(order, "cancelled_at");
  }

  String id() {
    return id;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  @Nullable Instant cancelledAt() {
    return cancelledAt;
  }

  /** Orders taken over from another system say when they were really placed. */
  Instant placedAt() {
    Instant processed = Document.timeOrNull(order, "processed_at");
    return processed == null ? Document.time(order, "created_at") : processed;
  }

  Fields properties() {
    BigDecimal shipping = shipping();
    return start()
        .put("placed_at", placedAt().toString())
        .put("cancelled_at", Document.timeOrNothing(cancelledAt))
        .same(order, "name", "order_number")
        .same(order, "financial_status", "status")
        .same(order, "fulfillment_status", "fulfillment_status")
        .same(order, "source_name", "sold_by")
        .same(order, "currency", "currency")
        .same(order, "presentment_currency", "presentment_currency")
        .put("revenue", Document.amount(order, "subtotal_price"))
        .put("total", Document.amount(order, "total_price"))
        .put("shipping", shipping)
        .put("tax", Document.amount(order, "total_tax"))
        .put("tax_included", Document.flag(order, "taxes_included"))
        .put("discount", Document.amount(order, "total_discounts"))
        .put("coupon", coupons())
        .put("paid_by_gift_card", paidByGiftCard())
        .put("delivered_to", Doorstep.told(order.fields("shipping_address")).orElse(null))
        .put("products", Document.list(order, "line_items").stream().map(this::line).toList())
        .done();
  }

  /** The cancellation alone. */
  Fields cancellation() {
    return start()
        .same(order, "cancel_reason", "reason")
        .same(order, "currency", "currency")
        .done();
  }

  /** Which order it is, and in which version. */
  Fields reference() {
    return start().done();
  }

  private Saying start() {
    boolean test = Document.flag(order, "test");
    return new Saying()
        .put("order_id", id)
        .put("updated_at", updatedAt.toString())
        .put("test", test ? Value.of(true) : null);
  }

  /** What shipping costs after its own discounts. */
  private @Nullable BigDecimal shipping() {
    List<Fields> lines = Document.list(order, "shipping_lines");
    if (lines.isEmpty()) {
      return Document.amount(order, "total_shipping_price");
    }
    return lines.stream().map(ShopifyOrder::shipping).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal shipping(Fields line) {
    BigDecimal discounted = Document.amount(line, "discounted_price");
    return discounted == null ? Document.amountOrZero(line, "price") : discounted;
  }

  private @Nullable String coupons() {
    String codes =
        Document.list(order, "discount_codes").stream()
            .flatMap(each -> each.text("code").stream())
            .collect(Collectors.joining(", "));
    return codes.isEmpty() ? null : codes;
  }

  /**
   * What gift cards paid. An order's document names the means but not their shares; where it is the
   * only one, or the shop adds the transactions, it is known.
   */
  private @Nullable BigDecimal paidByGiftCard() {
    List<Fields> paid =
        Document.list(order, "transactions").stream().filter(ShopifyOrder::byGiftCard).toList();
    if (!paid.isEmpty()) {
      return Document.sum(paid, "amount");
    }
    boolean only = order.list("payment_gateway_names").equals(List.of(Value.of("gift_card")));
    return only ? Document.amount(order, "total_price") : null;
  }

  private static boolean byGiftCard(Fields transaction) {
    String kind = Document.text(transaction, "kind");
    return "gift_card".equals(Document.text(transaction, "gateway"))
        && "success".equals(Document.text(transaction, "status"))
        && ("sale".equals(kind) || "capture".equals(kind));
  }

  private Fields line(Fields line) {
    return product(line)
        .put("price", Document.amount(line, "price"))
        .put("discount", discount(line))
        .put("tax", Document.sum(Document.list(line, "tax_lines"), "price"))
        .put("gift_card", Document.flag(line, "gift_card") ? Value.of(true) : null)
        .done();
  }

  private static BigDecimal discount(Fields line) {
    List<Fields> shares = Document.list(line, "discount_allocations");
    return shares.isEmpty()
        ? Document.amountOrZero(line, "total_discount")
        : Document.sum(shares, "amount");
  }

  /** The products of a parcel: which and how many. */
  static List<Fields> pieces(List<Fields> lines) {
    return lines.stream().map(line -> product(line).done()).toList();
  }

  /** Which product a line is about, and how many of it. */
  static Saying product(Fields line) {
    return new Saying()
        .put("product_id", Document.find(line, "product_id").orElse(null))
        .same(line, "sku", "sku")
        .same(line, "variant_title", "variant")
        .same(line, "title", "name")
        .same(line, "vendor", "brand")
        .put("quantity", line.number("quantity").orElse(null));
  }
}
