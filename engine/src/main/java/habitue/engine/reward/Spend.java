package habitue.engine.reward;

import java.util.List;

/**
 * Points given for a reward.
 *
 * @param id of the redemption
 * @param from what each lot gave
 * @param undone whether they came back
 */
public record Spend(String id, List<Allocation> from, boolean undone) {
  public Spend {
    from = List.copyOf(from);
  }

  /** What one lot gave. */
  public record Allocation(String lot, long points) {}

  public long points() {
    return from.stream().mapToLong(Allocation::points).sum();
  }
}
