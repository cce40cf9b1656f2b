package habitue.warehouse.next;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Products and categories by number, each product as it was called last. */
final class Names {
  private final Predicate<String> harmless;
  private final @Nullable Names shared;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> categoryNumbers = new HashMap<>();
  private final List<Product> products = new ArrayList<>();
  private final List<String> categories = new ArrayList<>();

  /**
   * @param category by number; below 0 for none that is told
   */
  record Product(String key, String name, int category, int day) {}

  /**
   * @param harmless whether something may be concluded from a text
   */
  Names(Predicate<String> harmless) {
    this(harmless, null);
  }

  private Names(Predicate<String> harmless, @Nullable Names shared) {
    this.harmless = harmless;
    this.shared = shared;
  }

  /** These, and room for what one person alone bought; these stay as they are. */
  Names more() {
    return new Names(harmless, this);
  }

  /** The number of what was bought; below 0 where nothing may be concluded from it. */
  int number(Bought bought) {
    Integer known = shared == null ? null : shared.numbers.get(bought.product());
    return known == null ? own(bought) : known;
  }

  private int own(Bought bought) {
    Integer known = numbers.get(bought.product());
    if (known == null) {
      int fresh = told(bought) ? products() : -1;
      numbers.put(bought.product(), fresh);
      if (fresh >= 0) {
        products.add(product(bought));
      }
      return fresh;
    }
    int place = known - before();
    if (known >= 0 && products.get(place).day < bought.day() && told(bought)) {
      products.set(place, product(bought));
    }
    return known;
  }

  private int before() {
    return shared == null ? 0 : shared.products();
  }

  private boolean told(Bought bought) {
    return harmless.test(bought.product())
        && harmless.test(bought.name())
        && harmless.test(bought.category());
  }

  private Product product(Bought bought) {
    String name = bought.name().isEmpty() ? bought.product() : bought.name();
    return new Product(bought.product(), name, category(bought.category()), bought.day());
  }

  private int category(String name) {
    if (name.isEmpty()) {
      return -1;
    }
    Integer known = shared == null ? null : shared.categoryNumbers.get(name);
    return known == null ? ownCategory(name) : known;
  }

  private int ownCategory(String name) {
    return categoryNumbers.computeIfAbsent(
        name,
        fresh -> {
          categories.add(fresh);
          return categories() - 1;
        });
  }

  int products() {
    return before() + products.size();
  }

  Product product(int number) {
    return shared != null && number < shared.products()
        ? shared.product(number)
        : products.get(number - before());
  }

  int categories() {
    return (shared == null ? 0 : shared.categories()) + categories.size();
  }

  /** One of these, not of what was known besides. */
  String category(int number) {
    return categories.get(number);
  }
}
