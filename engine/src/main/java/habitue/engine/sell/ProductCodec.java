package habitue.engine.sell;

import habitue.model.Packer;
import habitue.model.Unpacker;

/** Packs products. */
public final class ProductCodec {
  private ProductCodec() {}

  public static void write(Product product, Packer to) {
    to.textOrNull(product.id())
        .textOrNull(product.sku())
        .textOrNull(product.variant())
        .textOrNull(product.name())
        .textOrNull(product.category());
  }

  public static Product read(Unpacker from) {
    return new Product(
        from.textOrNull(),
        from.textOrNull(),
        from.textOrNull(),
        from.textOrNull(),
        from.textOrNull());
  }
}
