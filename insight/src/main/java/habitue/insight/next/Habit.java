package habitue.insight.next;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What someone ordered so far, and how often. */
final class Habit {
  private final List<Basket> baskets;
  private final Map<Integer, Times> times = new HashMap<>();

  /**
   * How often they ordered something.
   *
   * @param last in which of their orders last, from 0
   */
  record Times(int count, int firstDay, int lastDay, int last) {
    Times again(int day, int order) {
      return new Times(count + 1, firstDay, day, order);
    }
  }

  Habit(List<Basket> baskets) {
    this.baskets = List.copyOf(baskets);
    for (int order = 0; order < baskets.size(); order++) {
      Basket basket = baskets.get(order);
      for (int i = 0; i < basket.size(); i++) {
        int at = order;
        times.compute(
            basket.thing(i),
            (_, known) ->
                known == null
                    ? new Times(1, basket.day(), basket.day(), at)
                    : known.again(basket.day(), at));
      }
    }
  }

  int orders() {
    return baskets.size();
  }

  Basket order(int number) {
    return baskets.get(number);
  }

  Map<Integer, Times> times() {
    return times;
  }

  int times(int thing) {
    Times known = times.get(thing);
    return known == null ? 0 : known.count;
  }

  /** How many things an order of theirs has. */
  double meanSize() {
    double sum = 0;
    for (Basket basket : baskets) {
      sum += basket.size();
    }
    return sum / baskets.size();
  }

  Because.Repeated repeated(int thing) {
    Times known = times.getOrDefault(thing, new Times(0, 0, 0, 0));
    int every =
        known.count < 2
            ? 0
            : (int) StrictMath.round((double) (known.lastDay - known.firstDay) / (known.count - 1));
    return new Because.Repeated(known.count, orders(), every);
  }

  /** With an order of one thing more. */
  Habit then(int thing) {
    var more = new ArrayList<>(baskets);
    more.add(new Basket(baskets.getLast().day(), thing));
    return new Habit(more);
  }
}
