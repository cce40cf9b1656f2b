package habitue.engine.engage;

import java.util.List;

/**
 * What the person looks at, adds and buys.
 *
 * @param products at most {@link #KEPT}; the weakest gives way
 * @param categories at most {@link #KEPT}; the weakest gives way
 * @param searches the last {@link #SEARCHES} by their own time, oldest first
 * @param droppedProducts how many products gave way
 */
public record Interests(
    List<Interest> products,
    List<Interest> categories,
    List<Search> searches,
    long droppedProducts,
    long droppedCategories,
    long droppedSearches) {
  /** The most products, and the most categories, kept. */
  public static final int KEPT = 64;

  /** The most searches kept. */
  public static final int SEARCHES = 16;

  public static final Interests EMPTY = new Interests(List.of(), List.of(), List.of(), 0, 0, 0);

  public Interests {
    products = List.copyOf(products);
    categories = List.copyOf(categories);
    searches = List.copyOf(searches);
  }
}
