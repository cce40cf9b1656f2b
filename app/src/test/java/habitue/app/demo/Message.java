package habitue.app.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A message as its receiver reads it: made from the JSON alone, by the Segment spec's names. */
record Message(
    String type,
    String messageId,
    @Nullable String userId,
    Instant timestamp,
    String event,
    Traits traits,
    Properties properties) {
  private static final JsonMapper JSON = JsonMapper.shared();

  record Traits(String country) {}

  record Properties(
      @Nullable String order_id,
      @Nullable String refund_id,
      BigDecimal total,
      String country,
      List<Item> products,
      @Nullable List<Item> extras) {

    List<Item> items() {
      return Stream.concat(products.stream(), Stream.ofNullable(extras).flatMap(List::stream))
          .toList();
    }
  }

  record Item(String product_id, BigDecimal price, int quantity) {
    BigDecimal amount() {
      return price.multiply(BigDecimal.valueOf(quantity)).setScale(2, RoundingMode.HALF_UP);
    }
  }

  static Message read(String json) {
    return JSON.readValue(json, Message.class);
  }

  boolean isOrder() {
    return "Order Completed".equals(event);
  }

  boolean isRefund() {
    return "Order Refunded".equals(event);
  }

  boolean guest() {
    return userId == null;
  }
}
