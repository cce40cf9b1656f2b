package habitue.insight.next;

import java.util.List;

/**
 * How often each category is in the order after one with each other: a Markov chain of the first
 * order over orders, each of which may have several categories.
 */
final class Followings {
  /** So many orders are worth what is known of all orders. */
  private static final double WORTH = 20;

  private final int[] from;
  private final int[] had;
  private final int[][] to;
  private int pairs;

  Followings(int categories) {
    from = new int[categories];
    had = new int[categories];
    to = new int[categories][categories];
  }

  /** Takes one customer's orders, up to one of them. */
  void add(List<Basket> baskets, int until) {
    for (int i = 1; i < until; i++) {
      add(baskets.get(i - 1), baskets.get(i));
    }
  }

  private void add(Basket before, Basket after) {
    pairs++;
    for (int i = 0; i < after.size(); i++) {
      had[after.thing(i)]++;
    }
    for (int i = 0; i < before.size(); i++) {
      int[] row = to[before.thing(i)];
      from[before.thing(i)]++;
      for (int j = 0; j < after.size(); j++) {
        row[after.thing(j)]++;
      }
    }
  }

  int categories() {
    return from.length;
  }

  /** The share of orders that come after another and have it. */
  double share(int category) {
    return pairs == 0 ? 0 : (double) had[category] / pairs;
  }

  /** The same of those right after one with another category; near the share of all for few. */
  double share(int before, int category) {
    return (to[before][category] + WORTH * share(category)) / (from[before] + WORTH);
  }

  /** The same after an order: the mean over its categories. */
  double after(Basket last, int category) {
    if (last.size() == 0) {
      return share(category);
    }
    double sum = 0;
    for (int i = 0; i < last.size(); i++) {
      sum += share(last.thing(i), category);
    }
    return sum / last.size();
  }

  /** Why a category is likely after an order: what it follows most, if more than usual. */
  Because because(Basket last, int category) {
    int best = -1;
    for (int i = 0; i < last.size(); i++) {
      int each = last.thing(i);
      boolean better = best < 0 || share(each, category) > share(best, category);
      best = better ? each : best;
    }
    return best < 0 || to[best][category] == 0 || share(best, category) <= share(category)
        ? new Because.Popular(had[category], pairs)
        : new Because.Followed(best, to[best][category], from[best]);
  }
}
