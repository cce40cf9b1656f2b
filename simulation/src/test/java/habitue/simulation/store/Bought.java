package habitue.simulation.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An order as a shop knows it. */
final class Bought {
  final String user;
  final List<Integer> prices;
  final Set<Integer> back = new HashSet<>();
  boolean placed;
  boolean cancelled;

  Bought(String user, List<Integer> prices) {
    this.user = user;
    this.prices = prices;
  }

  /** What is left of it. */
  long left() {
    long left = 0;
    for (int i = 0; i < prices.size(); i++) {
      left += back.contains(i) ? 0 : prices.get(i);
    }
    return placed && !cancelled ? left : 0;
  }
}
