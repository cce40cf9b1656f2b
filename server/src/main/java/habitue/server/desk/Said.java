package habitue.server.desk;

import habitue.engine.sell.Amounts;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import habitue.server.console.view.Moment.Detail;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event or a fact says, sorted into what a line shows of it: what it is about, its amount,
 * how many lines it has, and the rest.
 */
final class Said {
  private static final int DETAILS = 30;
  private static final Set<String> REFUNDS = Set.of("Order Refunded", "Refund Without Order");

  private final String name;
  private final Fields said;
  private final String brandCurrency;
  private final Set<String> used = new HashSet<>(Set.of("lines", "lines_kept"));

  Said(String name, Fields said, String brandCurrency) {
    this.name = name;
    this.said = said;
    this.brandCurrency = brandCurrency;
  }

  /** An order's number, a product's or page's name, the words searched for, a rule's name. */
  String subject() {
    String[] names =
        switch (name) {
          case "Order Refunded", "Refund Without Order" ->
              new String[] {"refund_id", "order_id", "orderId"};
          case "Page Viewed", "Screen Viewed" -> new String[] {"title", "name", "path", "url"};
          case "Products Searched" -> new String[] {"query"};
          case "Stage Changed" -> new String[] {"stage"};
          case "Segment Entered", "Segment Left" -> new String[] {"segment"};
          case "Flag Raised", "Flag Lowered" -> new String[] {"flag"};
          case "Moment Supposed", "Moment Over" -> new String[] {"moment"};
          case "Tagged", "Untagged" -> new String[] {"tag"};
          case "Question Opened", "Question Lapsed", "Question Withdrawn" ->
              new String[] {"question"};
          case "Tier Reached" -> new String[] {"tier"};
          case "Product List Viewed", "Product List Filtered" ->
              new String[] {"category", "list_id"};
          case "Points Granted",
              "Points Activated",
              "Points Spent",
              "Points Restored",
              "Points Reversed",
              "Points Expired" ->
              new String[] {"points"};
          default ->
              name.startsWith("Product ")
                  ? new String[] {"name", "product_id", "sku"}
                  : new String[] {"order_id", "orderId"};
        };
    return used(names);
  }

  private String used(String... names) {
    for (String each : names) {
      String text = Texts.first(said, each);
      if (!text.isEmpty()) {
        used.add(each);
        return text;
      }
    }
    Fields refund = said.fields("refund");
    return names[0].equals("refund_id") ? Texts.first(refund, "refund_id") : "";
  }

  long lines() {
    used.add("line_count");
    int products = products().size();
    return said.number("line_count").map(BigDecimal::longValue).orElse((long) products);
  }

  private List<Value> products() {
    used.add("products");
    return said.list("products");
  }

  /** In the currency it was said in; below zero for what went back. Null where nothing says it. */
  @Nullable Money amount() {
    String currency = said.text("currency").orElse(brandCurrency);
    BigDecimal amount = stated();
    if (amount == null || !Money.known(currency) || amount.abs().compareTo(Amounts.LIMIT) >= 0) {
      return null;
    }
    used.add("currency");
    return Money.of(REFUNDS.contains(name) ? amount.negate() : amount, currency);
  }

  private @Nullable BigDecimal stated() {
    Fields refund = said.fields("refund");
    if (!refund.isEmpty()) {
      // Beside it stands what the whole order came to.
      return refund.number("amount").orElse(null);
    }
    for (String each : names()) {
      BigDecimal amount = said.number(each).orElse(null);
      if (amount != null) {
        used.add(each);
        return amount;
      }
    }
    return name.startsWith("Order ") ? sum() : null;
  }

  private List<String> names() {
    return switch (name) {
      case "Order Placed", "Order Changed" -> List.of("gross");
      case "Order Cancelled" -> List.of();
      case "Order Refunded", "Refund Without Order" ->
          List.of("amount", "total", "revenue", "value");
      default ->
          name.startsWith("Product ") && !name.contains("List")
              ? List.of("price")
              : List.of("revenue", "subtotal", "total", "value");
    };
  }

  /** Of the products it names, where each says price and quantity. */
  private @Nullable BigDecimal sum() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Value each : products()) {
      BigDecimal price = each instanceof Fields one ? one.number("price").orElse(null) : null;
      BigDecimal count = each instanceof Fields one ? one.number("quantity").orElse(null) : null;
      if (price == null || count == null) {
        return null;
      }
      sum = sum.add(price.multiply(count));
    }
    return products().isEmpty() ? null : sum;
  }

  /** Everything that was not told otherwise; to be asked for last. */
  List<Detail> details() {
    var details = new ArrayList<Detail>();
    said.values()
        .forEach((key, value) -> {
          if (value instanceof Fields fields) {
            fields.values().forEach((inner, each) -> add(details, key + "." + inner, each));
          } else if (!used.contains(key)) {
            add(details, key, value);
          }
        });
    return details;
  }

  /** An order as facts on points name it has its store first: nothing where it has none. */
  private static String shown(String key, String text) {
    return key.equals("order") && text.startsWith("/") ? text.substring(1) : text;
  }

  private static void add(List<Detail> to, String key, Value value) {
    String text = shown(key, Texts.of(value));
    if (to.size() < DETAILS && !text.isBlank()) {
      to.add(new Detail(Texts.of(Value.of(key)), text));
    }
  }
}
