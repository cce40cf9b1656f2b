package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import habitue.server.wire.Code;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events of Segment's e-commerce specification must satisfy beside. */
final class CommerceChecks {
  private static final List<String> AMOUNTS =
      List.of(
          "total",
          "revenue",
          "subtotal",
          "value",
          "price",
          "tax",
          "shipping",
          "discount",
          "amount",
          "quantity");
  private static final Set<String> FAMILIES =
      Set.of("order", "product", "cart", "checkout", "coupon", "payment", "refund");
  private static final Set<String> DOCUMENTS =
      Set.of("Order Completed", "Order Updated", "Order Cancelled");
  private static final BigDecimal LARGEST = new BigDecimal("1e12");
  private static final int MOST_DECIMALS = 12;
  private static final int LONGEST_ORDER_ID = 255;

  private CommerceChecks() {}

  static @Nullable Fault check(Fields message) {
    if (!speaksOfMoney(message)) {
      return null;
    }
    Fields properties = message.fields("properties");
    Fault fault = orderId(message, properties);
    fault = fault != null ? fault : currency(properties, "properties.");
    fault = fault != null ? fault : amounts(properties, "properties.");
    return fault != null ? fault : products(properties);
  }

  /** Whether an event is told apart by its order's id alone, as a guest's order is. */
  static boolean namesOrder(Fields message) {
    return family(message).equals("order")
        && message.fields("properties").text("order_id").isPresent();
  }

  private static boolean speaksOfMoney(Fields message) {
    return FAMILIES.contains(family(message));
  }

  /** The first word of a track event's name. */
  private static String family(Fields message) {
    if (!message.text("type").orElse("").equalsIgnoreCase("track")) {
      return "";
    }
    String event = message.text("event").orElse("");
    int end = event.indexOf(' ');
    return event.substring(0, end < 0 ? event.length() : end).toLowerCase(Locale.ROOT);
  }

  private static @Nullable Fault orderId(Fields message, Fields properties) {
    String id = properties.text("order_id").orElse(null);
    if (id == null && DOCUMENTS.contains(message.text("event").orElse(""))) {
      return Fault.of(Code.MISSING_FIELD, "properties.order_id", "an order has an order_id");
    }
    return id == null || id.length() <= LONGEST_ORDER_ID
        ? null
        : Fault.of(
            Code.TEXT_TOO_LONG, "properties.order_id", "order_id has at most 255 characters");
  }

  private static @Nullable Fault currency(Fields fields, String prefix) {
    Value currency = fields.values().get("currency");
    if (currency == null || currency instanceof Value.Nothing) {
      return null;
    }
    boolean known =
        currency instanceof Value.Text(String code) && Money.known(code.toUpperCase(Locale.ROOT));
    return known
        ? null
        : Fault.of(
            Code.UNKNOWN_CURRENCY, prefix + "currency", "currency is an ISO 4217 code such as EUR");
  }

  private static @Nullable Fault amounts(Fields fields, String prefix) {
    for (String name : AMOUNTS) {
      Value value = fields.values().get(name);
      if (value != null && !(value instanceof Value.Nothing) && !isAmount(fields, name)) {
        return Fault.of(
            Code.BAD_AMOUNT,
            prefix + name,
            name
                + " is a number or a decimal text such as 12.50, without a currency sign:"
                + " below 1e12 and with at most 12 decimals");
      }
    }
    return null;
  }

  private static boolean isAmount(Fields fields, String name) {
    return fields
        .number(name)
        .filter(number -> Math.abs((long) number.precision() - number.scale()) <= 40)
        .filter(number -> number.stripTrailingZeros().scale() <= MOST_DECIMALS)
        .filter(number -> number.abs().compareTo(LARGEST) < 0)
        .isPresent();
  }

  private static @Nullable Fault products(Fields properties) {
    Value said = properties.values().get("products");
    if (said == null || said instanceof Value.Nothing) {
      return null;
    }
    if (!(said instanceof Value.Many(List<Value> products))) {
      return Fault.of(Code.WRONG_TYPE, "properties.products", "products is a list");
    }
    for (int i = 0; i < products.size(); i++) {
      String field = "properties.products." + i;
      if (!(products.get(i) instanceof Fields product)) {
        return Fault.of(Code.WRONG_TYPE, field, "a product is an object");
      }
      Fault fault = amounts(product, field + ".");
      fault = fault != null ? fault : currency(product, field + ".");
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }
}
