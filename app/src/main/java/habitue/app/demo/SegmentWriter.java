package habitue.app.demo;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes invoices as messages of the Segment spec: the one place that knows their wire names.
 *
 * <p>Goods are {@code products}; lines that are no goods are {@code extras} of the same shape with
 * a {@code kind} in place of a category. {@code total} is the sum of both, each line rounded to
 * pence. {@code revenue} says the same: the spec takes shipping out of it, but the shop's published
 * turnover, which figures are compared with, has shipping in.
 */
final class SegmentWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final Catalogue catalogue;
  private final Shift shift;

  SegmentWriter(Catalogue catalogue, Shift shift) {
    this.catalogue = catalogue;
    this.shift = shift;
  }

  String identify(Invoice invoice) {
    return message(
        "identify",
        invoice,
        "identify",
        json -> {
          json.writeObjectPropertyStart("traits");
          json.writeStringProperty("country", invoice.country());
          json.writeEndObject();
        });
  }

  String orderCompleted(Invoice order) {
    var parts = order.lines().stream().map(line -> new Part(line, line.quantity())).toList();
    return track(
        "Order Completed",
        order,
        "completed",
        json -> {
          json.writeStringProperty("order_id", order.number());
          writeParts(json, order, parts);
        });
  }

  /** A guest's refund has its own number for an order: nothing else says whose it is. */
  String orderRefunded(Refund refund) {
    var cancellation = refund.cancellation();
    var order =
        refund.order() == null && cancellation.customer() == null
            ? cancellation.number()
            : refund.order();
    return track(
        "Order Refunded",
        cancellation,
        refund.order() == null ? "refunded" : "refunded-" + refund.order(),
        json -> {
          if (order != null) {
            json.writeStringProperty("order_id", order);
          }
          json.writeStringProperty("refund_id", cancellation.number());
          writeParts(json, cancellation, refund.parts());
        });
  }

  private String track(
      String event, Invoice invoice, String suffix, Consumer<JsonGenerator> properties) {
    return message(
        "track",
        invoice,
        suffix,
        json -> {
          json.writeStringProperty("event", event);
          json.writeObjectPropertyStart("properties");
          properties.accept(json);
          json.writeEndObject();
        });
  }

  private String message(
      String type, Invoice invoice, String suffix, Consumer<JsonGenerator> body) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("type", type);
      json.writeStringProperty("messageId", "uci-" + invoice.number() + "-" + suffix);
      writeUser(json, invoice.customer());
      json.writeStringProperty("timestamp", shift.instant(invoice.time()).toString());
      json.writeObjectPropertyStart("context");
      json.writeBooleanProperty("historical", true);
      json.writeEndObject();
      body.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeUser(JsonGenerator json, @Nullable String customer) {
    if (customer != null) {
      json.writeStringProperty("userId", customer);
    }
  }

  private void writeParts(JsonGenerator json, Invoice invoice, List<Part> parts) {
    json.writeStringProperty("currency", "GBP");
    json.writeNumberProperty("total", sum(parts));
    json.writeNumberProperty("revenue", sum(parts));
    var shipping = parts.stream().filter(part -> kind(invoice, part) == LineKind.SHIPPING).toList();
    if (!shipping.isEmpty()) {
      json.writeNumberProperty("shipping", sum(shipping));
    }
    json.writeStringProperty("country", invoice.country());
    json.writeArrayPropertyStart("products");
    parts.stream()
        .filter(part -> kind(invoice, part) == LineKind.GOODS)
        .forEach(part -> writePart(json, part, "category", catalogue.category(part.line())));
    json.writeEndArray();
    var extras = parts.stream().filter(part -> kind(invoice, part) != LineKind.GOODS).toList();
    if (!extras.isEmpty()) {
      json.writeArrayPropertyStart("extras");
      extras.forEach(part -> writePart(json, part, "kind", wireName(kind(invoice, part))));
      json.writeEndArray();
    }
  }

  private void writePart(JsonGenerator json, Part part, String sortName, String sort) {
    var line = part.line();
    json.writeStartObject();
    json.writeStringProperty("product_id", line.product());
    json.writeStringProperty("sku", line.code());
    json.writeStringProperty("name", catalogue.name(line));
    json.writeStringProperty(sortName, sort);
    json.writeNumberProperty("price", line.price());
    json.writeNumberProperty("quantity", part.quantity());
    json.writeEndObject();
  }

  private static LineKind kind(Invoice invoice, Part part) {
    return LineKind.of(invoice, part.line());
  }

  private static String wireName(LineKind kind) {
    return switch (kind) {
      case GOODS -> "goods";
      case SHIPPING -> "shipping";
      case FEE -> "fee";
      case DISCOUNT -> "discount";
      case SAMPLE -> "sample";
      case MANUAL -> "manual";
      case BAD_DEBT -> "bad_debt";
      case STOCK -> "stock";
    };
  }

  private static BigDecimal sum(List<Part> parts) {
    return parts.stream().map(Part::amount).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }
}
