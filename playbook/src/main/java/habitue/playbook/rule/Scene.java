package habitue.playbook.rule;

import habitue.model.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as conditions see it.
 *
 * @param at when it happened
 * @param products what it names, each product of an order or cart by itself
 * @param net what its order is worth now, in minor units of the brand's currency; null where it is
 *     no order or has no rate
 */
public record Scene(
    Event event,
    long at,
    String channel,
    String store,
    List<Product> products,
    @Nullable Long net) {

  /**
   * A product that an event names.
   *
   * @param price of one, in minor units of the brand's currency
   */
  public record Product(
      String id,
      @Nullable String name,
      @Nullable String category,
      @Nullable String brand,
      @Nullable Long price) {}

  /** The product it names, if it names one alone. */
  @Nullable Product product() {
    return products.size() == 1 ? products.getFirst() : null;
  }

  /** The same event with one of its products. */
  public Scene with(Product product) {
    return new Scene(event, at, channel, store, List.of(product), net);
  }

  public Scene {
    products = List.copyOf(products);
  }
}
