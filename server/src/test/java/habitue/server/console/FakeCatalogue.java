package habitue.server.console;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.products.Products;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A few products, some of whose names are not only names. */
final class FakeCatalogue {
  private static final String HOSTILE = "<img src=x onerror='window.owned=1'>";

  /** Before the day that the fake shop lives in. */
  private static final Instant LISTED = Instant.parse("2026-06-01T10:00:00Z");

  private FakeCatalogue() {}

  static void fill(Products products) {
    Fields pan =
        product("pan/20", "Copper saucepan, 20 cm", "129.00")
            .with("category", "Home > Kitchen > Saucepans")
            .with("brand", "Les Cuivres")
            .with("description", "Heavy copper, lined with steel. ".repeat(8))
            .with("link", "https://shop.example/pan")
            .with("pictures", many("https://shop.example/1.jpg", "https://shop.example/2.jpg"))
            .with("stock", Fields.of("quantity", Value.of(12)).with("availability", "in_stock"))
            .with("group", "pan")
            .with("attributes", Fields.of("material", many("copper", "steel")))
            .with("replacedBy", "pan/22");
    Fields lid =
        product("lid", "Lid " + HOSTILE, "24.50").with("fits", many("pan/20", "elsewhere"));
    Fields large = product("pan/22", "Copper saucepan, 22 cm", "149.00").with("group", "pan");
    var _ = products.put(List.of(pan, lid, large), LISTED);
    Fields dearer =
        pan.with("price", Value.of(new BigDecimal("139.00"))).with("brand", HOSTILE + " & Cie");
    var _ = products.put(List.of(dearer), LISTED.plus(Duration.ofDays(90)));
    var _ = products.discontinue("lid");
    for (int i = 0; i < 60; i++) {
      var _ = products.put(List.of(product("spoon-%02d".formatted(i), "Spoon", "3.90")), LISTED);
    }
  }

  private static Fields product(String id, String name, String price) {
    return Fields.of("id", Value.of(id))
        .with("name", name)
        .with("price", Value.of(new BigDecimal(price)))
        .with("currency", "GBP");
  }

  private static Value many(String... texts) {
    return new Value.Many(Stream.of(texts).<Value>map(Value::of).toList());
  }
}
