package habitue.warehouse.next;

import java.util.List;

/**
 * What someone will likely order next; all empty where nothing can be said.
 *
 * @param categories the likeliest first
 * @param products the likeliest first
 * @param path one category of each of the next orders; the probability of each is that its order
 *     has it, if those before came so
 */
public record Next(List<Likely> categories, List<Likely> products, List<Likely> path) {
  public static final Next NOTHING = new Next(List.of(), List.of(), List.of());

  public Next {
    categories = List.copyOf(categories);
    products = List.copyOf(products);
    path = List.copyOf(path);
  }

  public boolean isEmpty() {
    return categories.isEmpty() && products.isEmpty();
  }
}
