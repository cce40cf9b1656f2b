package habitue.insight.next;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/*
 * What people buy most is what they bought before: on shops with regulars, ranking a customer's own
 * products by how often they bought them is hard to beat (Li, Jullien, Ariannezhad and de Rijke, A
 * Next Basket Recommendation Reality Check, ACM TOIS 41, 2023). So there are two questions, each
 * answered by a logistic regression that is fitted to customers' last orders, given those before:
 *
 *   - Of a product they bought: will the next order have it again? By how often they bought it, in
 *     what share of their orders, how many orders ago, and how often anyone buys it of late.
 *   - Of a product new to them: by how close it is to theirs (see Neighbours; what they bought long
 *     ago weighs less, as in TIFU-KNN by Hu, He, Gao and Zhang, SIGIR 2020), and the same.
 *
 * Both are probabilities of the same thing, and so can stand in one list.
 */

/** Which products someone's next order will have. */
public final class NextProducts {
  private static final int AGAIN = 6;
  private static final int FIRST = 5;
  private static final int SAMPLE = 10_000;
  private static final int CLOSEST = 60;
  private static final double FADING = 0.8;
  private static final double RARE = 1e-4;
  private static final double FAR = 1e-3;

  private final Popularity popularity;
  private final Neighbours neighbours;
  private final double[] again;
  private final double[] first;

  private NextProducts(
      Popularity popularity, Neighbours neighbours, double[] again, double[] first) {
    this.popularity = popularity;
    this.neighbours = neighbours;
    this.again = again;
    this.first = first;
  }

  /**
   * @param pasts of each customer the orders by day, of products
   * @param products how many there are
   */
  public static Optional<NextProducts> learn(List<List<Basket>> pasts, int products) {
    List<List<Basket>> twice = pasts.stream().filter(past -> past.size() > 1).toList();
    if (twice.size() < NextCategories.FEWEST || products == 0) {
      return Optional.empty();
    }
    List<List<Basket>> before = pasts.stream().map(NextProducts::butLast).toList();
    var then = new NextProducts(before, products, new double[AGAIN], new double[FIRST]);
    var again = new Logistic(AGAIN);
    var first = new Logistic(FIRST);
    int step = 1 + twice.size() / SAMPLE;
    for (int i = 0; i < twice.size(); i += step) {
      then.examine(twice.get(i), again, first);
    }
    return Optional.of(new NextProducts(pasts, products, again.fit(), first.fit()));
  }

  private NextProducts(List<List<Basket>> pasts, int products, double[] again, double[] first) {
    this(new Popularity(pasts, products), Neighbours.of(pasts, products), again, first);
  }

  private static List<Basket> butLast(List<Basket> past) {
    return past.size() > 1 ? past.subList(0, past.size() - 1) : past;
  }

  private void examine(List<Basket> past, Logistic again, Logistic first) {
    Basket last = past.getLast();
    var habit = new Habit(butLast(past));
    habit
        .times()
        .forEach((product, times) -> again.add(again(habit, product, times), last.has(product)));
    near(habit)
        .forEach((product, near) -> first.add(first(habit, product, near), last.has(product)));
  }

  private double[] again(Habit habit, int product, Habit.Times times) {
    return new double[] {
      1,
      StrictMath.log(1 + times.count()),
      StrictMath.log((times.count() + 0.5) / (habit.orders() + 1)),
      StrictMath.log(habit.orders() - times.last()),
      StrictMath.log(popularity.share(product) + RARE),
      size(habit)
    };
  }

  private double[] first(Habit habit, int product, Near near) {
    return new double[] {
      1,
      StrictMath.log(near.closeness + FAR),
      StrictMath.log(popularity.share(product) + RARE),
      size(habit),
      StrictMath.log(habit.orders())
    };
  }

  private static double size(Habit habit) {
    return StrictMath.log(StrictMath.max(1, habit.meanSize()));
  }

  /**
   * How close a product is to those that someone bought.
   *
   * @param to the one that says most of it; below 0 for none
   */
  private record Near(double closeness, int to, double most) {
    static final Near NONE = new Near(0, -1, 0);

    Near with(int product, double part) {
      return part > most
          ? new Near(closeness + part, product, part)
          : new Near(closeness + part, to, most);
    }
  }

  /** The closest products to theirs that they never bought, and what everybody buys of late. */
  private Map<Integer, Near> near(Habit habit) {
    var near = new HashMap<Integer, Near>();
    Map<Integer, Double> weights = weights(habit);
    double all = weights.values().stream().mapToDouble(each -> each).sum();
    weights.forEach((product, weight) -> {
      for (int rank = 0; rank < Neighbours.KEPT; rank++) {
        int other = neighbours.other(product, rank);
        if (other >= 0 && habit.times(other) == 0) {
          double part = weight * neighbours.closeness(product, rank) / all;
          near.merge(other, Near.NONE.with(product, part), (known, _) -> known.with(product, part));
        }
      }
    });
    var closest = new HashMap<Integer, Near>();
    near.entrySet().stream()
        .sorted(CLOSEST_FIRST)
        .limit(CLOSEST)
        .forEach(each -> closest.put(each.getKey(), each.getValue()));
    popularity.top().stream()
        .filter(product -> habit.times(product) == 0)
        .forEach(product -> closest.putIfAbsent(product, near.getOrDefault(product, Near.NONE)));
    return closest;
  }

  private static final Comparator<Map.Entry<Integer, Near>> CLOSEST_FIRST =
      Comparator.<Map.Entry<Integer, Near>>comparingDouble(each -> each.getValue().closeness)
          .reversed()
          .thenComparing(Map.Entry::getKey);

  /** The last order counts 1, each before it less. In the order of numbers: sums stay the same. */
  private static Map<Integer, Double> weights(Habit habit) {
    var weights = new TreeMap<Integer, Double>();
    double weight = 1;
    for (int order = habit.orders() - 1; order >= 0; order--) {
      Basket basket = habit.order(order);
      for (int i = 0; i < basket.size(); i++) {
        weights.merge(basket.thing(i), weight, Double::sum);
      }
      weight *= FADING;
    }
    return weights;
  }

  /**
   * The likeliest products of the next order, the first first; none before the first order.
   *
   * @param past of products that were learnt, or of any others by higher numbers
   */
  public List<Likely> next(List<Basket> past, int most) {
    if (past.isEmpty()) {
      return List.of();
    }
    var habit = new Habit(past);
    var all = new ArrayList<Ranked>();
    habit
        .times()
        .forEach((product, times) ->
            all.add(
                new Ranked(
                    product,
                    Logistic.probability(again, again(habit, product, times)),
                    Near.NONE)));
    near(habit)
        .forEach((product, near) ->
            all.add(
                new Ranked(
                    product, Logistic.probability(first, first(habit, product, near)), near)));
    return all.stream()
        .sorted(Ranked.FIRST)
        .limit(most)
        .map(each -> new Likely(each.product, each.probability, because(habit, each)))
        .toList();
  }

  private record Ranked(int product, double probability, Near near) {
    static final Comparator<Ranked> FIRST =
        Comparator.comparingDouble(Ranked::probability)
            .reversed()
            .thenComparingInt(Ranked::product);
  }

  private List<Because> because(Habit habit, Ranked ranked) {
    Because popular = popularity.because(ranked.product);
    if (habit.times(ranked.product) > 0) {
      return List.of(habit.repeated(ranked.product));
    }
    return ranked.near.to < 0
        ? List.of(popular)
        : List.of(neighbours.because(ranked.near.to, ranked.product), popular);
  }
}
