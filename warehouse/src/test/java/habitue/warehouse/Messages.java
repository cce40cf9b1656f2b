package habitue.warehouse;

import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Messages of a shop, in Segment's shape. */
public final class Messages {
  private Messages() {}

  public static Fields identify(String userId, Fields traits) {
    return Fields.of("type", Value.of("identify")).with("userId", userId).with("traits", traits);
  }

  public static Fields track(String name, Fields properties) {
    return Fields.of("type", Value.of("track"))
        .with("messageId", "m-" + name.hashCode() + "-" + properties.hashCode())
        .with("event", name)
        .with("properties", properties);
  }

  public static Fields of(String userId, Fields message) {
    return message.with("userId", userId);
  }

  public static Fields anonymous(String anonymousId, Fields message) {
    return message.with("anonymousId", anonymousId);
  }

  public static Fields viewed(String product) {
    return track("Product Viewed", product(product, "2.50", 1));
  }

  public static Fields ordered(String orderId, Fields... products) {
    return track(
        "Order Completed",
        Fields.of("order_id", Value.of(orderId))
            .with("currency", "GBP")
            .with("products", many(products)));
  }

  public static Fields refunded(String orderId, String refundId, Fields... products) {
    return track(
        "Order Refunded",
        Fields.of("order_id", Value.of(orderId))
            .with("refund_id", refundId)
            .with("currency", "GBP")
            .with("products", many(products)));
  }

  public static Fields product(String id, String price, long quantity) {
    return Fields.of("product_id", Value.of(id))
        .with("name", "The " + id)
        .with("category", "Things")
        .with("price", Value.of(new BigDecimal(price)))
        .with("quantity", quantity);
  }

  private static Value many(Fields... products) {
    return new Value.Many(new ArrayList<>(List.of(products)));
  }
}
