package habitue.server.catalogue;

import habitue.engine.catalogue.Listing;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.store.products.Documents;
import habitue.store.products.Product;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product in a line.
 *
 * @param name or its id, where it has none
 * @param price what it costs now
 * @param onSale whether that is less than usual
 * @param stock how many there are; null where nobody said
 * @param known whether it has a page
 */
public record Item(
    String id,
    String name,
    String category,
    @Nullable Money price,
    boolean onSale,
    @Nullable BigDecimal stock,
    boolean discontinued,
    boolean known) {

  static Item of(Product product, Instant now) {
    Fields said = product.current().document();
    Listing listing = Documents.listing(product.current());
    Money price = listing.priceAt(now.toEpochMilli());
    return new Item(
        product.id(),
        said.text(Documents.NAME).orElse(product.id()),
        said.text(Documents.CATEGORY).orElse(""),
        price,
        price != null && !price.equals(listing.price()),
        product.stock().number("quantity").orElse(null),
        product.current().discontinued(),
        true);
  }

  /** One that another names; perhaps not of this catalogue. */
  static Item named(String id, Optional<Product> product, Instant now) {
    return product
        .map(known -> of(known, now))
        .orElseGet(() -> new Item(id, id, "", null, false, null, false, false));
  }
}
