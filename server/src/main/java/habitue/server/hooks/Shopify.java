package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.server.hooks.Meaning.Events;
import habitue.server.privacy.Right;
import habitue.store.door.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Shopify's webhooks mean (its REST resources Order, Refund, Fulfillment and Customer, and the
 * mandatory privacy topics). An order's document is told whole each time, so a lost delivery is
 * made good by the next.
 */
final class Shopify {
  private final Delivery delivery;
  private final Fields document;
  private final Telling telling;

  private Shopify(Delivery delivery) {
    this.delivery = delivery;
    this.document = delivery.document();
    this.telling = new Telling(HookKind.SHOPIFY, delivery);
  }

  static Meaning of(Delivery delivery) {
    try {
      return new Shopify(delivery).meaning();
    } catch (UnreadableDocument unreadable) {
      return new Meaning.Unfit(unreadable.field());
    }
  }

  private Meaning meaning() {
    return switch (delivery.topic()) {
      case "orders/create" -> order("Order Completed", false);
      case "orders/updated", "orders/paid", "orders/cancelled" -> order("Order Updated", false);
      case "orders/fulfilled", "orders/partially_fulfilled" -> order("Order Updated", true);
      case "orders/delete" -> deleted();
      case "refunds/create" -> new Events(List.of(refund(document, Buyer.UNSAID)));
      case "fulfillments/create", "fulfillments/update" -> fulfilment();
      case "customers/create", "customers/update", "customers/enable" -> customer();
      case "customers/redact" -> wish(Right.ERASE, "orders_to_redact");
      case "customers/data_request" -> wish(Right.EXPORT, "orders_requested");
      case "shop/redact" -> shopRedaction();
      default -> new Meaning.Unknown();
    };
  }

  private Events order(String event, boolean sent) {
    var order = new ShopifyOrder(document);
    Buyer buyer = ShopifyPerson.ofOrder(document, delivery.vouches());
    List<Fields> messages = new ArrayList<>();
    boolean placing = event.equals("Order Completed");
    messages.add(
        telling.track(
            event, placing ? order.placedAt() : order.updatedAt(), buyer, order.properties()));
    if (order.cancelledAt() != null) {
      messages.add(
          telling.once(
              "Order Cancelled", order.id(), order.cancelledAt(), buyer, order.cancellation()));
    }
    Document.list(document, "refunds").forEach(each -> messages.add(refund(each, buyer)));
    if (sent) {
      Document.list(document, "fulfillments").forEach(each -> messages.addAll(parcel(each, buyer)));
    }
    if (delivery.topic().equals("orders/fulfilled")) {
      messages.add(
          telling.once("Order Fulfilled", order.id(), order.updatedAt(), buyer, order.reference()));
    }
    return new Events(messages);
  }

  /** Shopify deletes only orders that were archived, cancelled or tests, and says just their id. */
  private Events deleted() {
    Fields properties =
        Fields.of("order_id", Value.of(Document.id(document, "id"))).with("reason", "deleted");
    return new Events(
        List.of(
            telling.once(
                "Order Cancelled",
                Document.id(document, "id") + " deleted",
                null,
                Buyer.UNSAID,
                properties)));
  }

  /** Within an order's document, a refund does not always say again whose it is. */
  private Fields refund(Fields refund, Buyer buyer) {
    Fields whole =
        refund.text("order_id").isPresent()
            ? refund
            : refund.with("order_id", Value.of(Document.id(document, "id")));
    Fields properties = ShopifyRefund.properties(whole, Document.flag(document, "test"));
    return telling.once(
        "Order Refunded",
        Document.id(whole, "id"),
        Document.time(whole, "created_at"),
        buyer,
        properties);
  }

  private Events fulfilment() {
    return new Events(parcel(document, Buyer.UNSAID));
  }

  private List<Fields> parcel(Fields fulfilment, Buyer buyer) {
    if ("cancelled".equals(Document.text(fulfilment, "status"))) {
      return List.of();
    }
    Fields shipped = shipped(fulfilment, buyer);
    return "delivered".equals(Document.text(fulfilment, "shipment_status"))
        ? List.of(shipped, delivered(fulfilment, buyer))
        : List.of(shipped);
  }

  private Fields delivered(Fields fulfilment, Buyer buyer) {
    Fields properties =
        new Saying()
            .put("order_id", orderOf(fulfilment))
            .put("shipment_id", Document.id(fulfilment, "id"))
            .put("test", Document.flag(document, "test") ? Value.of(true) : null)
            .done();
    return telling.once(
        "Order Delivered",
        Document.id(fulfilment, "id"),
        Document.time(
            fulfilment,
            Document.find(fulfilment, "updated_at").isPresent() ? "updated_at" : "created_at"),
        buyer,
        properties);
  }

  private Fields shipped(Fields fulfilment, Buyer buyer) {
    Fields properties =
        new Saying()
            .put("order_id", orderOf(fulfilment))
            .put("shipment_id", Document.id(fulfilment, "id"))
            .same(fulfilment, "tracking_company", "carrier")
            .put("products", ShopifyOrder.pieces(Document.list(fulfilment, "line_items")))
            .put("test", Document.flag(document, "test") ? Value.of(true) : null)
            .done();
    return telling.once(
        "Order Shipped",
        Document.id(fulfilment, "id"),
        Document.time(fulfilment, "created_at"),
        buyer,
        properties);
  }

  private String orderOf(Fields part) {
    return Document.find(part, "order_id").orElseGet(() -> Document.id(document, "id"));
  }

  private Events customer() {
    Buyer buyer = ShopifyPerson.of(document, delivery.vouches());
    if (buyer.number() == null) {
      throw new UnreadableDocument("id");
    }
    List<Fields> messages = new ArrayList<>();
    messages.add(telling.identify(Document.time(document, "updated_at"), buyer));
    messages.addAll(ShopifyConsents.of(document, telling, buyer));
    return new Events(messages);
  }

  /**
   * No signature covers the topic, so the document itself must be such a request and nothing else:
   * an order caught on its way must not become an erasure.
   */
  private Meaning wish(Right right, String orders) {
    boolean other =
        document.value("line_items").isPresent() || document.value("updated_at").isPresent();
    if (other || document.value(orders).isEmpty() || document.text("shop_domain").isEmpty()) {
      throw new UnreadableDocument(orders);
    }
    Fields customer = document.fields("customer");
    List<Identifier> who = new ArrayList<>();
    String number = Document.find(customer, "id").orElse(null);
    add(who, IdentifierType.USER_ID, delivery.userId(number));
    add(who, IdentifierType.EMAIL, Document.text(customer, "email"));
    add(who, IdentifierType.PHONE, Document.text(customer, "phone"));
    document.list(orders).stream()
        .map(each -> Fields.of("id", each).text("id").orElse(null))
        .forEach(id -> add(who, IdentifierType.ORDER_ID, id));
    String reference = document.fields("data_request").text("id").orElse("");
    return new Meaning.Wish(right, who, reference);
  }

  private static void add(List<Identifier> to, IdentifierType type, @Nullable String value) {
    if (value != null) {
      Names.normal(type, value, "").ifPresent(to::add);
    }
  }

  private Meaning shopRedaction() {
    boolean other =
        document.value("customer").isPresent() || document.value("line_items").isPresent();
    if (other || document.text("shop_domain").isEmpty()) {
      throw new UnreadableDocument("shop_domain");
    }
    return new Meaning.ShopRedaction();
  }
}
