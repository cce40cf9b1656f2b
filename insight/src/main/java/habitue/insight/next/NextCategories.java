package habitue.insight.next;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which categories someone's next order will have: how often they ordered each themselves, and for
 * as long as that says little, what follows their last order with others. The second counts like so
 * many orders of their own (Dirichlet smoothing); how many is what makes customers' last orders
 * most likely, given those before. What comes out is then stretched so that of what is given a
 * chance of 70 %, 70 % comes (Platt scaling): it changes no order of one person's categories.
 */
public final class NextCategories {
  /** Fewer who ordered on two days tell nothing. */
  public static final int FEWEST = 30;

  private static final double[] WEIGHTS = {0.5, 1, 2, 4, 8, 16, 32};
  private static final int SAMPLE = 5_000;
  private static final int BEAM = 8;
  private static final double RARE = 1e-4;

  private static final double[] UNSCALED = {0, 1, 0};

  private final Followings followings;
  private final double weight;
  private final double[] scale;

  private NextCategories(Followings followings, double weight, double[] scale) {
    this.followings = followings;
    this.weight = weight;
    this.scale = scale;
  }

  /**
   * @param pasts of each customer the orders by day, of categories
   * @param categories how many there are
   */
  public static Optional<NextCategories> learn(List<List<Basket>> pasts, int categories) {
    List<List<Basket>> again = pasts.stream().filter(past -> past.size() > 1).toList();
    if (again.size() < FEWEST || categories == 0) {
      return Optional.empty();
    }
    var before = new Followings(categories);
    again.forEach(past -> before.add(past, past.size() - 1));
    int step = 1 + again.size() / SAMPLE;
    List<List<Basket>> some =
        IntStream.range(0, again.size()).filter(i -> i % step == 0).mapToObj(again::get).toList();
    NextCategories best = best(before, some);
    var all = new Followings(categories);
    again.forEach(past -> all.add(past, past.size()));
    return Optional.of(new NextCategories(all, best.weight, best.scale(some)));
  }

  private static NextCategories best(Followings before, List<List<Basket>> pasts) {
    return DoubleStream.of(WEIGHTS)
        .mapToObj(weight -> new NextCategories(before, weight, UNSCALED))
        .min(Comparator.comparingDouble(each -> each.loss(pasts)))
        .orElseThrow();
  }

  /** How to stretch chances, by what came and what did not. */
  private double[] scale(List<List<Basket>> pasts) {
    var came = new Logistic(UNSCALED.length);
    for (List<Basket> past : pasts) {
      var habit = new Habit(past.subList(0, past.size() - 1));
      for (int category = 0; category < followings.categories(); category++) {
        came.add(row(habit, category), past.getLast().has(category));
      }
    }
    double[] fitted = came.fit();
    // Where chances tell nothing, they are left as they are rather than turned around.
    return fitted[1] > 0 ? fitted : UNSCALED;
  }

  /** How unlikely the last orders are, given those before. */
  private double loss(List<List<Basket>> pasts) {
    double loss = 0;
    for (List<Basket> past : pasts) {
      Basket last = past.getLast();
      var habit = new Habit(past.subList(0, past.size() - 1));
      for (int category = 0; category < followings.categories(); category++) {
        double chance = probability(habit, category);
        loss -= StrictMath.log(last.has(category) ? chance : 1 - chance);
      }
    }
    return loss;
  }

  /** How many orders of their own the orders of others count like. */
  public double weight() {
    return weight;
  }

  private double probability(Habit habit, int category) {
    return Logistic.probability(scale, row(habit, category));
  }

  private double[] row(Habit habit, int category) {
    double chance = StrictMath.clamp(blended(habit, category), RARE, 1 - RARE);
    return new double[] {1, StrictMath.log(chance / (1 - chance)), StrictMath.log(habit.orders())};
  }

  private double blended(Habit habit, int category) {
    double others = followings.after(habit.order(habit.orders() - 1), category);
    return (habit.times(category) + weight * others) / (habit.orders() + weight);
  }

  /** The likeliest categories of the next order, the first first; none before the first order. */
  public List<Likely> next(List<Basket> past, int most) {
    return past.isEmpty() ? List.of() : likeliest(new Habit(past), most);
  }

  private List<Likely> likeliest(Habit habit, int most) {
    return IntStream.range(0, followings.categories())
        .mapToObj(each -> new Ranked(each, probability(habit, each)))
        .filter(each -> blended(habit, each.category) > 0)
        .sorted(Ranked.FIRST)
        .limit(most)
        .map(each -> new Likely(each.category, each.probability, because(habit, each.category)))
        .toList();
  }

  private record Ranked(int category, double probability) {
    static final Comparator<Ranked> FIRST =
        Comparator.comparingDouble(Ranked::probability)
            .reversed()
            .thenComparingInt(Ranked::category);
  }

  private List<Because> because(Habit habit, int category) {
    Basket last = habit.order(habit.orders() - 1);
    Because others = followings.because(last, category);
    int own = habit.times(category);
    if (own == 0) {
      return List.of(others);
    }
    Because theirs = habit.repeated(category);
    return own >= weight * followings.after(last, category)
        ? List.of(theirs, others)
        : List.of(others, theirs);
  }

  /**
   * The likeliest way through so many orders, one category of each. The probability of each step is
   * that the order has it, if those before it came so.
   */
  public List<Likely> path(List<Basket> past, int steps) {
    if (past.isEmpty()) {
      return List.of();
    }
    List<Way> ways = List.of(new Way(new Habit(past), List.of(), 0));
    for (int step = 0; step < steps; step++) {
      ways =
          ways.stream()
              .flatMap(this::further)
              .sorted(Comparator.comparingDouble(Way::likelihood).reversed())
              .limit(BEAM)
              .toList();
    }
    return ways.isEmpty() ? List.of() : ways.getFirst().steps;
  }

  /**
   * A way so far.
   *
   * @param likelihood the logarithm of how likely all its steps are
   */
  private record Way(Habit habit, List<Likely> steps, double likelihood) {
    Way then(Likely step) {
      var more = new ArrayList<>(steps);
      more.add(step);
      return new Way(
          habit.then(step.thing()),
          List.copyOf(more),
          likelihood + StrictMath.log(step.probability()));
    }
  }

  private Stream<Way> further(Way way) {
    return likeliest(way.habit, BEAM).stream().map(way::then);
  }
}
