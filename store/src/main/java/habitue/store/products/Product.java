package habitue.store.products;

import habitue.model.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product with all that was ever stated of it.
 *
 * @param current what holds now; of one that begins later, its first
 * @param versions in the order in which they hold; of those from the same instant the last counts
 * @param stock as stated last; empty where it never was
 */
public record Product(String id, Version current, List<Version> versions, Fields stock) {
  public Product {
    versions = List.copyOf(versions);
  }

  static @Nullable Product of(String id, List<Version> versions, Fields stock, Instant now) {
    if (versions.isEmpty()) {
      return null;
    }
    // What was put a moment ago holds from the millisecond after.
    Version holding = Shelves.at(versions, now.plusMillis(1));
    return new Product(id, holding == null ? versions.getFirst() : holding, versions, stock);
  }
}
