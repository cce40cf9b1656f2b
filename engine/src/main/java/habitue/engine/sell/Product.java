package habitue.engine.sell;

import habitue.engine.Happening;
import habitue.engine.Texts;
import habitue.model.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A product as an event names it (Segment's e-commerce specification). Texts are cut to {@link
 * Texts#KEY} and {@link Texts#NAME} characters.
 */
public record Product(
    @Nullable String id,
    @Nullable String sku,
    @Nullable String variant,
    @Nullable String name,
    @Nullable String category) {

  public static Product of(Fields said) {
    return new Product(
        Texts.first(said, Texts.KEY, "product_id", "productId", "id"),
        Texts.read(said, "sku", Texts.KEY),
        Texts.read(said, "variant", Texts.NAME),
        Texts.read(said, "name", Texts.NAME),
        Texts.read(said, "category", Texts.NAME));
  }

  /** What it is known by: its id, else its SKU, else its name; empty when nothing is said. */
  public String key() {
    if (id != null) {
      return id;
    }
    if (sku != null) {
      return sku;
    }
    return name == null ? "" : name;
  }

  /** Whether nothing it is called is sensitive, or the record may be read for what is. */
  public boolean harmless(Happening happening) {
    return happening.allows(name)
        && happening.allows(category)
        && happening.allows(variant)
        && happening.allows(key());
  }

  /** Whether both name the same product; the SKU and variant decide where both say one. */
  public boolean same(Product other) {
    boolean bothSayId = id != null && other.id != null;
    boolean named = bothSayId ? key().equals(other.key()) : sharesSkuOrName(other);
    return named && agree(sku, other.sku) && agree(variant, other.variant);
  }

  private boolean sharesSkuOrName(Product other) {
    if (sku != null && other.sku != null) {
      return sku.equals(other.sku);
    }
    return !key().isEmpty() && key().equals(other.key());
  }

  private static boolean agree(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other);
  }
}
