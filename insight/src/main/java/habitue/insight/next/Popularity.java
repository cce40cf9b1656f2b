package habitue.insight.next;

import java.util.List;
import java.util.stream.IntStream;

/** In how many orders each product is; what was ordered 30 days ago counts half. */
final class Popularity {
  private static final double HALF_LIFE_DAYS = 30;
  private static final int TOP = 30;

  private final int[] ordered;
  private final double[] recent;
  private final List<Integer> top;
  private int orders;

  Popularity(List<List<Basket>> pasts, int products) {
    ordered = new int[products];
    recent = new double[products];
    int today = pasts.stream().flatMap(List::stream).mapToInt(Basket::day).max().orElse(0);
    double all = 0;
    for (List<Basket> past : pasts) {
      for (Basket basket : past) {
        double worth = StrictMath.pow(0.5, (today - basket.day()) / HALF_LIFE_DAYS);
        all += worth;
        orders++;
        for (int i = 0; i < basket.size(); i++) {
          ordered[basket.thing(i)]++;
          recent[basket.thing(i)] += worth;
        }
      }
    }
    for (int product = 0; product < products; product++) {
      recent[product] /= all == 0 ? 1 : all;
    }
    top =
        IntStream.range(0, products)
            .boxed()
            .sorted((one, other) -> {
              int order = Double.compare(recent[other], recent[one]);
              return order == 0 ? Integer.compare(one, other) : order;
            })
            .limit(TOP)
            .toList();
  }

  /** The share of orders of late that have it; 0 for a product that nobody else knows. */
  double share(int product) {
    return product < recent.length ? recent[product] : 0;
  }

  List<Integer> top() {
    return top;
  }

  Because.Popular because(int product) {
    return new Because.Popular(product < ordered.length ? ordered[product] : 0, orders);
  }
}
