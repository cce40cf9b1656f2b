package habitue.insight.next;

import java.util.List;

/**
 * One thing that may be in someone's next order.
 *
 * @param probability that it is in it
 * @param because the strongest reason first
 */
public record Likely(int thing, double probability, List<Because> because) {
  public Likely {
    because = List.copyOf(because);
  }
}
