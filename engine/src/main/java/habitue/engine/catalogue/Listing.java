package habitue.engine.catalogue;

import habitue.model.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a product from an instant on, as far as anything is concluded from it.
 *
 * @param from in milliseconds since 1970
 * @param category as a path, its steps apart by {@code " > "}
 * @param group what it is a variant of
 */
public record Listing(
    long from,
    @Nullable String name,
    @Nullable String category,
    @Nullable String brand,
    @Nullable String group,
    @Nullable Money price,
    @Nullable Sale sale) {

  /** A lower price from one instant up to another. */
  public record Sale(Money price, long from, long until) {}

  /** What it costs at an instant. */
  public @Nullable Money priceAt(long at) {
    return sale != null && sale.from <= at && at < sale.until ? sale.price : price;
  }

  /** The same from another instant on. */
  public Listing from(long other) {
    return new Listing(other, name, category, brand, group, price, sale);
  }

  boolean saysAs(Listing other) {
    return equals(other.from(from));
  }
}
