package habitue.server.next;

import habitue.warehouse.next.Likely;
import habitue.warehouse.next.Reason;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What someone will likely order next.
 *
 * @param none why nothing is said; null where something is
 * @param path one category of each of the next orders
 * @param asOf the day whose orders were learnt from
 */
public record Foretold(
    @Nullable None none,
    List<Likely> categories,
    List<Product> products,
    List<Likely> path,
    LocalDate asOf) {
  public Foretold {
    categories = List.copyOf(categories);
    products = List.copyOf(products);
    path = List.copyOf(path);
  }

  /** Why nothing is said of someone. */
  public enum None {
    /** Their orders may not be read for it. */
    NOT_PERSONALISED,
    TOO_LITTLE_DATA,
    /** It will be there in a moment. */
    BEING_LEARNT
  }

  /**
   * @param id what names it: its id, else its SKU, else its name
   * @param probability that the next order has it
   * @param replaces the name of what it takes the place of; null mostly
   */
  public record Product(
      String id, String name, double probability, @Nullable String replaces, List<Reason> because) {
    public Product {
      because = List.copyOf(because);
    }
  }

  /** Nothing is said of someone. */
  public static Foretold nothing(None none, LocalDate asOf) {
    return new Foretold(none, List.of(), List.of(), List.of(), asOf);
  }
}
