package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.hooks.Meaning.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What WooCommerce's webhooks mean (its REST API's order and customer, version 3). An order counts
 * from when it is paid or awaits a transfer; before, it is told as pending.
 */
final class WooCommerce {
  private final Delivery delivery;
  private final Fields document;
  private final Telling telling;

  private WooCommerce(Delivery delivery) {
    this.delivery = delivery;
    this.document = delivery.document();
    this.telling = new Telling(HookKind.WOOCOMMERCE, delivery);
  }

  static Meaning of(Delivery delivery) {
    try {
      return new WooCommerce(delivery).meaning();
    } catch (UnreadableDocument unreadable) {
      return new Meaning.Unfit(unreadable.field());
    }
  }

  private Meaning meaning() {
    return switch (delivery.topic()) {
      case "order.created" -> order("Order Completed");
      case "order.updated", "order.restored" -> order("Order Updated");
      case "order.deleted" -> deleted();
      case "customer.created", "customer.updated" -> customer();
      default -> new Meaning.Unknown();
    };
  }

  private Events order(String event) {
    var order = new WooOrder(document);
    Buyer buyer = WooPerson.ofOrder(document, delivery.vouches());
    return switch (order.status()) {
      case "pending", "failed", "checkout-draft", "auto-draft", "draft" ->
          new Events(
              List.of(
                  telling.track("Order Pending", order.updatedAt(), buyer, order.properties())));
      case "cancelled", "trash" ->
          new Events(
              List.of(
                  telling.track(
                      "Order Cancelled", order.updatedAt(), buyer, order.cancellation())));
      default -> counted(event, order, buyer);
    };
  }

  private Events counted(String event, WooOrder order, Buyer buyer) {
    List<Fields> messages = new ArrayList<>();
    boolean placing = event.equals("Order Completed");
    Instant at = placing ? order.placedAt() : order.updatedAt();
    messages.add(telling.track(event, at, buyer, order.properties()));
    List<Fields> refunds = Document.list(document, "refunds");
    refunds.forEach(each -> messages.add(refund(order, each, buyer)));
    if (refunds.isEmpty() && order.status().equals("refunded")) {
      messages.add(wholeRefund(order, buyer));
    }
    Fields fulfilled = fulfilled(order, buyer);
    if (fulfilled != null) {
      messages.add(fulfilled);
    }
    return new Events(messages);
  }

  private Fields refund(WooOrder order, Fields refund, Buyer buyer) {
    String id = Document.id(refund, "id");
    Fields properties = order.refund(id, Document.amountOrZero(refund, "total"));
    return telling.once("Order Refunded", id, order.updatedAt(), buyer, properties);
  }

  private Fields wholeRefund(WooOrder order, Buyer buyer) {
    String id = order.id() + "-whole";
    Fields properties = order.refund(id, order.total());
    return telling.once("Order Refunded", id, order.updatedAt(), buyer, properties);
  }

  /**
   * Told when the order was last changed by just that, so that a later edit does not tell again.
   */
  private @Nullable Fields fulfilled(WooOrder order, Buyer buyer) {
    Instant at = order.fulfilledAt();
    return at == null
        ? null
        : telling.once("Order Fulfilled", order.id(), at, buyer, order.reference());
  }

  private Events deleted() {
    String id = Document.id(document, "id");
    Fields properties = Fields.of("order_id", Value.of(id)).with("reason", "deleted");
    return new Events(
        List.of(telling.once("Order Cancelled", id + " deleted", null, Buyer.UNSAID, properties)));
  }

  private Events customer() {
    Buyer buyer = WooPerson.of(document, delivery.vouches());
    if (buyer.number() == null) {
      throw new UnreadableDocument("id");
    }
    Instant modified = Document.timeOrNull(document, "date_modified_gmt");
    Instant at = modified == null ? Document.time(document, "date_created_gmt") : modified;
    return new Events(List.of(telling.identify(at, buyer)));
  }
}
