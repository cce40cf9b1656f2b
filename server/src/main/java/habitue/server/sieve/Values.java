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

/** Cuts the values of an object, all the way down. */
final class Values {
  /** Names under which a person is named on purpose. */
  static final Set<String> DECLARED = Set.of("email", "phone", "card");

  private final Urls urls;
  private final boolean named;

  /**
   * @param named whether a person is named here on purpose: then e-mails and web addresses stay
   */
  Values(Urls urls, boolean named) {
    this.urls = urls;
    this.named = named;
  }

  @SuppressWarnings("ReferenceEquality") // The same object means that nothing was cut.
  Fields fields(Fields said, Set<String> declared, Consumer<Cut> cut) {
    LinkedHashMap<String, Value> changed = null;
    for (Map.Entry<String, Value> each : said.values().entrySet()) {
      String name = each.getKey();
      Value before = each.getValue();
      boolean kept = declared.contains(name) && !(before instanceof Fields);
      Value after = kept ? before : value(name, before, cut);
      if (after != before) {
        changed = changed == null ? new LinkedHashMap<>(said.values()) : changed;
        changed.put(name, after);
      }
    }
    return changed == null ? said : new Fields(changed);
  }

  Value value(String name, Value value, Consumer<Cut> cut) {
    return switch (value) {
      case Value.Text text -> text(name, text, cut);
      case Value.Whole whole -> number(name, whole, cut);
      case Value.Decimal decimal -> Personal.secretName(name) ? secret(cut) : decimal;
      case Fields fields -> fields(fields, name.equals("traits") ? DECLARED : Set.of(), cut);
      case Value.Many many -> many(name, many, cut);
      case Value.Flag _, Value.Nothing _ -> value;
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
    if (!value.isEmpty() && Personal.secretName(name)) {
      return secret(cut);
    }
    String left = named ? value : address(name, value, cut);
    left = left.length() < 6 ? left : Personal.cut(left, named, !isId(name), cut);
    return left.equals(value) ? text : Value.of(left);
  }

  private String address(String name, String value, Consumer<Cut> cut) {
    String left = urls.cut(name, value);
    if (left.length() != value.length()) {
      cut.accept(Cut.PARAMETER);
    }
    return left;
  }

  private static Value secret(Consumer<Cut> cut) {
    cut.accept(Cut.TOKEN);
    return Value.of("[token]");
  }

  /** A card's number may come as a number. */
  private static Value number(String name, Value.Whole whole, Consumer<Cut> cut) {
    if (Personal.secretName(name)) {
      return secret(cut);
    }
    if (whole.value() < 1_000_000_000_000L || isId(name)) {
      return whole;
    }
    String digits = Long.toString(whole.value());
    String left = Personal.cut(digits, true, true, cut);
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
