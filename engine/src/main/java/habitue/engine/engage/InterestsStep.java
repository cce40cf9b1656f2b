package habitue.engine.engage;

import habitue.engine.Happening;
import habitue.engine.Texts;
import habitue.engine.sell.Product;
import habitue.model.Fields;
import habitue.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Folds what the person looks at, adds and buys into their interests; never what is sensitive. */
public final class InterestsStep {
  private InterestsStep() {}

  /** The same interests when the event shows none. Orders come by {@link #bought}. */
  public static Interests step(Interests interests, Happening happening) {
    Fields said = happening.event().properties();
    return switch (happening.event().name()) {
      case "Product Viewed", "Product Clicked" -> one(interests, said, Sign.VIEW, happening);
      case "Product Added", "Product Added to Wishlist", "Wishlist Product Added to Cart" ->
          one(interests, said, Sign.ADD, happening);
      case "Product List Viewed", "Product List Filtered" -> category(interests, said, happening);
      case "Products Searched" -> searched(interests, said, happening);
      default -> interests;
    };
  }

  /** An order told for the first time: its products, each once per line. */
  public static Interests bought(Interests interests, Happening order) {
    List<Value> products = order.event().properties().list("products");
    return products.isEmpty() ? interests : with(interests, products, Sign.PURCHASE, order);
  }

  private static Interests one(Interests interests, Fields said, Sign sign, Happening happening) {
    return with(interests, List.of(said), sign, happening);
  }

  private static Interests with(Interests old, List<Value> said, Sign sign, Happening happening) {
    var products = new InterestList(old.products());
    var categories = new InterestList(old.categories());
    for (Value each : said) {
      if (each instanceof Fields fields) {
        Product product = Product.of(fields);
        if (product.harmless(happening)) {
          add(product, products, categories, sign, happening.at());
        }
      }
    }
    return new Interests(
        products.interests(),
        categories.interests(),
        old.searches(),
        old.droppedProducts() + products.dropped(),
        old.droppedCategories() + categories.dropped(),
        old.droppedSearches());
  }

  private static void add(
      Product product, InterestList products, InterestList categories, Sign sign, Instant at) {
    if (!product.key().isEmpty()) {
      products.add(product.key(), product.name(), sign, at);
    }
    if (product.category() != null) {
      categories.add(product.category(), null, sign, at);
    }
  }

  private static Interests category(Interests old, Fields said, Happening happening) {
    String name = Texts.first(said, Texts.NAME, "category", "list_id");
    if (name == null || !happening.allows(name)) {
      return old;
    }
    var categories = new InterestList(old.categories());
    categories.add(name, null, Sign.VIEW, happening.at());
    return new Interests(
        old.products(),
        categories.interests(),
        old.searches(),
        old.droppedProducts(),
        old.droppedCategories() + categories.dropped(),
        old.droppedSearches());
  }

  private static Interests searched(Interests old, Fields said, Happening happening) {
    String words = Texts.read(said, "query", Texts.NAME);
    if (words == null || !happening.allows(words)) {
      return old;
    }
    var searches = new ArrayList<>(old.searches());
    searches.add(new Search(words, happening.at()));
    searches.sort(Comparator.comparing(Search::at));
    int over = Math.max(0, searches.size() - Interests.SEARCHES);
    return new Interests(
        old.products(),
        old.categories(),
        searches.subList(over, searches.size()),
        old.droppedProducts(),
        old.droppedCategories(),
        old.droppedSearches() + over);
  }
}
