package habitue.warehouse.next;

import java.util.List;

/**
 * What may be in someone's next order.
 *
 * @param key a category, or what names a product: its id, else its SKU, else its name
 * @param name as it was called last
 * @param probability that the order has it
 * @param because the strongest reason first
 */
public record Likely(String key, String name, double probability, List<Reason> because) {
  public Likely {
    because = List.copyOf(because);
  }
}
