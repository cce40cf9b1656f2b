package habitue.server.api.products;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads one product as it is said into the one form it is kept in, so that the same said again is
 * the same; or refuses it, with the field at fault.
 */
final class ProductReader {
  private static final Set<String> NAMES =
      Set.of(
          "id",
          "group",
          "variant",
          "name",
          "description",
          "category",
          "brand",
          "gtin",
          "price",
          "salePrice",
          "saleFrom",
          "saleUntil",
          "cost",
          "currency",
          "stock",
          "link",
          "pictures",
          "attributes",
          "fits",
          "replacedBy",
          "discontinued");
  private static final int MOST_PICTURES = 50;
  private static final int MOST_FITS = 1_000;
  private static final int MOST_NAMES = 100;
  private static final int MOST_VALUES = 20;

  private final Fields said;
  private final String currency;
  private final Map<String, Value> read = new LinkedHashMap<>();

  private ProductReader(Fields said, String currency) {
    this.said = said;
    this.currency = currency;
  }

  /**
   * A product in the form it is kept in.
   *
   * @param currency of amounts that name none
   */
  static Fields read(Fields said, String currency) {
    for (String name : said.values().keySet()) {
      if (!NAMES.contains(name)) {
        // Never the name itself: it may be anything.
        throw new RefusedRequest(
            Code.UNKNOWN_FIELD, "a field is not known: what is the shop's own goes in attributes");
      }
    }
    return new ProductReader(said, currency).read();
  }

  /** What is another of a product now: nothing under each name that is said to have no value. */
  static Fields change(Fields said, String currency) {
    Fields read = read(said, currency);
    for (String name : said.values().keySet()) {
      boolean gone = read.value(name).isEmpty() && !name.equals("currency");
      read = gone ? read.with(name, Value.NOTHING) : read;
    }
    return read;
  }

  /** By what a product goes. */
  static String id(Fields said) {
    if (!there(said, "id")) {
      throw new RefusedRequest(Code.MISSING_FIELD, "id is needed", "id");
    }
    return new Part(said, "id", "").id();
  }

  private Fields read() {
    var _ = id(said);
    one("id", Part::id);
    one("group", Part::id);
    map("variant");
    one("name", part -> part.text(500));
    one("description", part -> part.text(5_000));
    one("category", Part::category);
    one("brand", part -> part.text(200));
    one("gtin", Part::gtin);
    amounts();
    stock();
    one("link", Part::link);
    many("pictures", MOST_PICTURES, Part::link);
    map("attributes");
    many("fits", MOST_FITS, Part::id);
    one("replacedBy", Part::id);
    if (there(said, "discontinued")) {
      read.put("discontinued", Value.of(new Part(said, "discontinued", "").flag()));
    }
    return Fields.of(read);
  }

  private static boolean there(Fields fields, String name) {
    return fields.value(name).filter(value -> !(value instanceof Value.Nothing)).isPresent();
  }

  private void one(String name, Function<Part, String> reading) {
    if (there(said, name)) {
      String text = reading.apply(new Part(said, name, ""));
      if (!text.isEmpty()) {
        read.put(name, Value.of(text));
      }
    }
  }

  private void many(String name, int most, Function<Part, String> reading) {
    if (there(said, name)) {
      List<Value> texts = texts(new Part(said, name, ""), most, reading);
      if (!texts.isEmpty()) {
        read.put(name, new Value.Many(texts));
      }
    }
  }

  private static List<Value> texts(Part part, int most, Function<Part, String> reading) {
    List<Value> values = part.many(most);
    var texts = new ArrayList<Value>();
    for (int i = 0; i < values.size(); i++) {
      Fields one = Fields.of(part.name(), values.get(i));
      String text = reading.apply(new Part(one, part.name(), part.path() + "." + i));
      if (!text.isEmpty()) {
        texts.add(Value.of(text));
      }
    }
    return texts;
  }

  /** Names of the shop's own, each with a text or some. */
  private void map(String name) {
    if (!there(said, name)) {
      return;
    }
    Fields map = new Part(said, name, "").object(MOST_NAMES);
    var texts = new LinkedHashMap<String, Value>();
    int place = 0;
    for (String own : map.values().keySet()) {
      var part = new Part(map, own, name + "." + place++);
      String key = part.ownName();
      if (there(map, own)) {
        List<Value> values = texts(part, MOST_VALUES, each -> each.text(2_000));
        if (!values.isEmpty()) {
          texts.put(key, values.size() == 1 ? values.getFirst() : new Value.Many(values));
        }
      }
    }
    if (!texts.isEmpty()) {
      read.put(name, Fields.of(texts));
    }
  }

  private void amounts() {
    var amounts = new Prices(said, currency);
    for (String name : List.of("price", "salePrice", "cost")) {
      if (there(said, name)) {
        read.put(name, Value.of(amounts.read(name)));
      }
    }
    if (read.containsKey("price") || read.containsKey("salePrice") || read.containsKey("cost")) {
      read.put("currency", Value.of(amounts.currency()));
    }
    one("saleFrom", Part::time);
    one("saleUntil", Part::time);
  }

  private void stock() {
    if (!there(said, "stock")) {
      return;
    }
    boolean bare = !(said.value("stock").orElseThrow() instanceof Fields);
    Fields stock = bare ? Fields.of("quantity", said.value("stock").get()) : said.fields("stock");
    var texts = new LinkedHashMap<String, Value>();
    if (there(stock, "quantity")) {
      texts.put("quantity", Value.of(new Part(stock, "quantity", "stock").count()));
    }
    if (there(stock, "availability")) {
      texts.put("availability", Value.of(new Part(stock, "availability", "stock").word()));
    }
    if (!texts.isEmpty()) {
      read.put("stock", Fields.of(texts));
    }
  }
}
