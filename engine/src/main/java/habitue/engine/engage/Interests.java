package habitue.engine.engage;

import habitue.engine.Lists;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

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

  /** What two cared for who are one: signs added up, and the strongest kept. */
  public Interests and(Interests later) {
    List<Interest> things = united(products, later.products);
    List<Interest> kinds = united(categories, later.categories);
    List<Search> words =
        Stream.concat(searches.stream(), later.searches.stream())
            .sorted(Comparator.comparing(Search::at))
            .toList();
    return new Interests(
        strongest(things),
        strongest(kinds),
        Lists.last(words, SEARCHES),
        droppedProducts + later.droppedProducts + Math.max(0, things.size() - KEPT),
        droppedCategories + later.droppedCategories + Math.max(0, kinds.size() - KEPT),
        droppedSearches + later.droppedSearches + Math.max(0, words.size() - SEARCHES));
  }

  private static List<Interest> united(List<Interest> earlier, List<Interest> later) {
    var all = new LinkedHashMap<String, Interest>();
    Stream.concat(earlier.stream(), later.stream())
        .forEach(each -> all.merge(each.key(), each, Interest::and));
    return List.copyOf(all.values());
  }

  private static List<Interest> strongest(List<Interest> all) {
    return all.stream()
        .sorted(Comparator.comparingDouble(Interest::strength).reversed())
        .limit(KEPT)
        .toList();
  }
}
