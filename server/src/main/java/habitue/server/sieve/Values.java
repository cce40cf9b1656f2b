package habitue.server.sieve;

import habitue.model.Fields;
import habitue.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Cuts a message's values, leaving alone where a person is named on purpose: the traits of an
 * identify call, {@code email}, {@code phone} and {@code card} of other traits, {@code
 * externalIds}, ids, and the {@code email} of an order a server tells. A message without anything
 * to cut is handed on as it is.
 */
final class Values {
  private static final Set<String> DECLARED = Set.of("email", "phone", "card");

  private final Urls urls;

  Values(Urls urls) {
    this.urls = urls;
  }

  Fields cut(Fields message, boolean trusted, Consumer<Cut> cut) {
    Fields left = message;
    if (message.values().get("properties") instanceof Fields said) {
      boolean order = trusted && message.text("event").orElse("").startsWith("Order ");
      left = put(left, "properties", said, fields(said, order ? DECLARED : Set.of(), cut));
    }
    if (message.values().get("context") instanceof Fields said) {
      left =
          put(left, "context", said, fields(said, Set.of("externalIds", "ip", "userAgent"), cut));
    }
    boolean own = message.text("type").orElse("").equals("identify");
    if (!own && message.values().get("traits") instanceof Fields said) {
      left = put(left, "traits", said, fields(said, DECLARED, cut));
    }
    return left;
  }

  @SuppressWarnings("ReferenceEquality") // The same object means that nothing was cut.
  private static Fields put(Fields message, String name, Fields before, Fields after) {
    return before == after ? message : message.with(name, after);
  }

  @SuppressWarnings("ReferenceEquality") // The same object means that nothing was cut.
  private Fields fields(Fields said, Set<String> declared, Consumer<Cut> cut) {
    LinkedHashMap<String, Value> changed = null;
    for (Map.Entry<String, Value> each : said.values().entrySet()) {
      String name = each.getKey();
      Value after = declared.contains(name) ? each.getValue() : value(name, each.getValue(), cut);
      if (after != each.getValue()) {
        changed = changed == null ? new LinkedHashMap<>(said.values()) : changed;
        changed.put(name, after);
      }
    }
    return changed == null ? said : new Fields(changed);
  }

  private Value value(String name, Value value, Consumer<Cut> cut) {
    return switch (value) {
      case Value.Text text -> text(name, text, cut);
      case Value.Whole whole -> number(name, whole, cut);
      case Fields fields -> fields(fields, name.equals("traits") ? DECLARED : Set.of(), cut);
      case Value.Many many -> many(name, many, cut);
      case Value.Decimal _, Value.Flag _, Value.Nothing _ -> value;
    };
  }

  @SuppressWarnings("ReferenceEquality") // The same object means that nothing was cut.
  private Value many(String name, Value.Many many, Consumer<Cut> cut) {
    List<Value> changed = null;
    for (int i = 0; i < many.values().size(); i++) {
      Value before = many.values().get(i);
      Value after = value(name, before, cut);
      if (after != before) {
        changed = changed == null ? new ArrayList<>(many.values()) : changed;
        changed.set(i, after);
      }
    }
    return changed == null ? many : new Value.Many(changed);
  }

  private Value text(String name, Value.Text text, Consumer<Cut> cut) {
    String value = text.value();
    if (Personal.secretName(name) && !value.isEmpty()) {
      cut.accept(Cut.TOKEN);
      return Value.of("[token]");
    }
    String left = value;
    if (Urls.holds(name, value)) {
      left = urls.cut(value);
      if (left.length() != value.length()) {
        cut.accept(Cut.PARAMETER);
      }
    }
    left = left.length() < 6 ? left : Personal.cut(left, !isId(name), cut);
    return left.equals(value) ? text : Value.of(left);
  }

  /** A card's number may come as a number. */
  private static Value number(String name, Value.Whole whole, Consumer<Cut> cut) {
    if (whole.value() < 1_000_000_000_000L || isId(name)) {
      return whole;
    }
    String digits = Long.toString(whole.value());
    String left = Personal.cut(digits, true, cut);
    return left.equals(digits) ? whole : Value.of(left);
  }

  /** Long numbers that name an order or a product look like cards, one in ten even to Luhn. */
  private static boolean isId(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return small.endsWith("id")
        || small.endsWith("ids")
        || small.endsWith("number")
        || small.endsWith("_at")
        || Set.of("sku", "gtin", "ean", "upc", "barcode", "variant", "isbn").contains(small);
  }
}
