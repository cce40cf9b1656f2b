package habitue.server.api.products;

import habitue.model.Fields;
import habitue.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Google Merchant's attributes under the names of our own products. */
final class Merchant {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("id", "id"),
          Map.entry("item_group_id", "group"),
          Map.entry("title", "name"),
          Map.entry("description", "description"),
          Map.entry("brand", "brand"),
          Map.entry("price", "price"),
          Map.entry("sale_price", "salePrice"),
          Map.entry("cost_of_goods_sold", "cost"),
          Map.entry("link", "link"),
          Map.entry("gtin", "gtin"),
          Map.entry("replaced_by", "replacedBy"));
  private static final Set<String> VARIANT =
      Set.of("color", "size", "pattern", "gender", "age_group", "size_type", "size_system");

  /** Read below, and not once more as attributes. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "product_type",
          "google_product_category",
          "sale_price_effective_date",
          "availability",
          "quantity",
          "image_link",
          "additional_image_link",
          "fits",
          "product_detail");

  private final Map<String, List<Value>> said;
  private final Map<String, Value> product = new LinkedHashMap<>();
  private final Map<String, Value> variant = new LinkedHashMap<>();
  private final Map<String, Value> attributes = new LinkedHashMap<>();

  private Merchant(Map<String, List<Value>> said) {
    this.said = said;
  }

  static Fields product(Map<String, List<Value>> said) {
    return new Merchant(said).read();
  }

  private Fields read() {
    said.forEach(this::take);
    category();
    sale();
    stock();
    pictures();
    details();
    put("fits", many("fits"));
    put("variant", Fields.of(variant));
    put("attributes", Fields.of(attributes));
    return Fields.of(product);
  }

  private void take(String name, List<Value> values) {
    String ours = NAMES.get(name);
    if (ours != null) {
      put(ours, values.getFirst());
    } else if (VARIANT.contains(name)) {
      variant.put(name, values.getFirst());
    } else if (!ELSEWHERE.contains(name) && values.stream().allMatch(Merchant::text)) {
      attributes.put(name, values.size() == 1 ? values.getFirst() : new Value.Many(values));
    }
  }

  private static boolean text(Value value) {
    return value instanceof Value.Text(String text) && !text.isBlank();
  }

  private void put(String name, Value value) {
    boolean empty =
        switch (value) {
          case Value.Text(String text) -> text.isBlank();
          case Value.Many(List<Value> many) -> many.isEmpty();
          case Fields fields -> fields.isEmpty();
          case Value.Whole _, Value.Decimal _, Value.Flag _, Value.Nothing _ -> false;
        };
    if (!empty) {
      product.put(name, value);
    }
  }

  private Value.Many many(String... names) {
    return new Value.Many(
        List.of(names).stream()
            .flatMap(name -> said.getOrDefault(name, List.of()).stream())
            .filter(Merchant::text)
            .toList());
  }

  private String first(String name) {
    List<Value> values = many(name).values();
    return values.isEmpty() ? "" : ((Value.Text) values.getFirst()).value();
  }

  /** The shop's own path; Google's where there is none, but not its bare number. */
  private void category() {
    String own = first("product_type");
    String googles = first("google_product_category");
    put("category", Value.of(own.isEmpty() && !googles.matches("[0-9]+") ? googles : own));
  }

  private void sale() {
    String[] period = first("sale_price_effective_date").split("/");
    if (period.length == 2 && product.containsKey("salePrice")) {
      put("saleFrom", Value.of(period[0].strip()));
      put("saleUntil", Value.of(period[1].strip()));
    }
  }

  private void stock() {
    var stock = new LinkedHashMap<String, Value>();
    String availability = first("availability");
    if (!availability.isEmpty()) {
      stock.put("availability", Value.of(availability.replace(' ', '_')));
    }
    if (!first("quantity").isEmpty()) {
      stock.put("quantity", Value.of(first("quantity")));
    }
    put("stock", Fields.of(stock));
  }

  private void pictures() {
    put("pictures", many("image_link", "additional_image_link"));
  }

  private void details() {
    for (Value each : said.getOrDefault("product_detail", List.of())) {
      if (each instanceof Fields detail) {
        String name = detail.text("attribute_name").orElse("");
        String value = detail.text("attribute_value").orElse("");
        if (!name.isEmpty() && !value.isEmpty()) {
          attributes.put(name, Value.of(value));
        }
      }
    }
  }
}
