package habitue.server.next;

import habitue.engine.Context;
import habitue.model.Fields;
import habitue.store.products.Documents;
import habitue.store.products.Product;
import habitue.store.products.Products;
import habitue.warehouse.next.Likely;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be had by the catalogue: of what was replaced its successor, and nothing that is out of
 * stock or no longer sold. What the catalogue never listed is taken as it is.
 */
final class Range {
  private static final int VARIANTS = 100;

  /** So many products may follow one on the other. */
  private static final int SUCCESSORS = 10;

  private static final Set<String> TO_COME = Set.of("preorder", "backorder");

  private final Products products;
  private final Context brand;
  private final Instant now;

  Range(Products products, Context brand, Instant now) {
    this.products = products;
    this.brand = brand;
    this.now = now;
  }

  /** The likeliest that can be had, each once. */
  List<Foretold.Product> of(List<Likely> likely, int most) {
    var all = new LinkedHashMap<String, Foretold.Product>();
    for (Likely each : likely) {
      offered(each).ifPresent(offered -> all.putIfAbsent(offered.id(), offered));
    }
    return all.values().stream().limit(most).toList();
  }

  private Optional<Foretold.Product> offered(Likely likely) {
    Optional<Product> listed = products.find(likely.key(), now);
    if (listed.isEmpty()) {
      return variantCanBeHad(likely.key())
          ? Optional.of(product(likely, likely.key(), likely.name(), null))
          : Optional.empty();
    }
    Product offered = successor(listed.get());
    if (offered == null || !canBeHad(offered)) {
      return Optional.empty();
    }
    String name = offered.current().document().text(Documents.NAME).orElse(offered.id());
    boolean same = offered.id().equals(likely.key());
    return harmless(offered)
        ? Optional.of(product(likely, offered.id(), name, same ? null : likely.name()))
        : Optional.empty();
  }

  private static Foretold.Product product(
      Likely likely, String id, String name, @Nullable String replaces) {
    return new Foretold.Product(id, name, likely.probability(), replaces, likely.because());
  }

  /** The last that replaces it; null where that is not listed, or they replace each other. */
  private @Nullable Product successor(Product listed) {
    var seen = new HashSet<String>();
    Product last = listed;
    while (last != null && seen.size() <= SUCCESSORS && seen.add(last.id())) {
      Optional<String> by = last.current().document().text(Documents.REPLACED_BY);
      if (by.isEmpty()) {
        return last;
      }
      last = products.find(by.get(), now).orElse(null);
    }
    return null;
  }

  /** Of a group any variant will do; so will what no catalogue knows. */
  private boolean variantCanBeHad(String group) {
    List<String> variants = brand.catalogue().variants(group);
    return variants.isEmpty()
        || variants.stream()
            .limit(VARIANTS)
            .flatMap(each -> products.find(each, now).stream())
            .anyMatch(Range::canBeHad);
  }

  private static boolean canBeHad(Product product) {
    Fields stock = product.stock();
    String availability = stock.text("availability").orElse("");
    boolean gone =
        availability.equals("out_of_stock")
            || stock.number("quantity").orElse(BigDecimal.ONE).signum() <= 0
                && !TO_COME.contains(availability);
    return !product.current().discontinued() && !gone;
  }

  private boolean harmless(Product product) {
    Fields said = product.current().document();
    var sensitive = brand.playbook().sensitive();
    return sensitive.allows(product.id(), 0)
        && sensitive.allows(said.text(Documents.NAME).orElse(""), 0)
        && sensitive.allows(said.text(Documents.CATEGORY).orElse(""), 0);
  }
}
