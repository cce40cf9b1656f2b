package habitue.insight.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextProductsTest {

  @Test
  void neighbours_are_counted_as_by_hand() {
    // 0 and 1 share three buyers, 0 and 2 share one; four bought 0, three 1, two 2.
    List<List<Basket>> pasts =
        List.of(
            List.of(new Basket(0, 0, 1)),
            List.of(new Basket(0, 0), new Basket(1, 1)),
            List.of(new Basket(0, 0, 1, 2)),
            List.of(new Basket(0, 0), new Basket(1, 0)),
            List.of(new Basket(0, 2)));
    Neighbours neighbours = Neighbours.of(pasts, 3);
    assertThat(neighbours.other(0, 0)).isEqualTo(1);
    assertThat(neighbours.closeness(0, 0)).isCloseTo(3 / (Math.sqrt(12) + 10), within(1e-12));
    assertThat(neighbours.other(0, 1)).isEqualTo(2);
    assertThat(neighbours.other(0, 2)).isNegative();
    assertThat(neighbours.because(0, 1)).isEqualTo(new Because.Together(0, 3, 4));
    assertThat(neighbours.other(7, 0)).as("nobody else knows it").isNegative();
  }

  @Test
  void neighbours_are_those_that_counting_all_pairs_gives() {
    for (long seed = 1; seed <= 20; seed++) {
      var random = new Random(seed);
      int products = 5 + random.nextInt(40);
      List<List<Basket>> pasts = pasts(random, 60, products);
      Neighbours neighbours = Neighbours.of(pasts, products);
      for (int product = 0; product < products; product++) {
        int one = product;
        List<Integer> expected =
            IntStream.range(0, products)
                .boxed()
                .filter(other -> other != one && shared(pasts, one, other) > 0)
                .sorted((a, b) -> {
                  int order = Double.compare(cosine(pasts, one, b), cosine(pasts, one, a));
                  return order == 0 ? a - b : order;
                })
                .limit(Neighbours.KEPT)
                .toList();
        List<Integer> found =
            IntStream.range(0, Neighbours.KEPT)
                .map(rank -> neighbours.other(one, rank))
                .filter(other -> other >= 0)
                .boxed()
                .toList();
        assertThat(found).as("seed %d, product %d", seed, product).isEqualTo(expected);
      }
    }
  }

  private static double cosine(List<List<Basket>> pasts, int one, int other) {
    double mean = Math.sqrt((double) shared(pasts, one, one) * shared(pasts, other, other));
    return shared(pasts, one, other) / (mean + 10);
  }

  private static long shared(List<List<Basket>> pasts, int one, int other) {
    return pasts.stream()
        .map(NextProductsTest::all)
        .filter(all -> all.contains(one) && all.contains(other))
        .count();
  }

  private static Set<Integer> all(List<Basket> past) {
    return past.stream().flatMap(each -> each.things().boxed()).collect(Collectors.toSet());
  }

  private static List<List<Basket>> pasts(Random random, int customers, int products) {
    return IntStream.range(0, customers)
        .mapToObj(_ ->
            IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(day ->
                    new Basket(
                        day,
                        IntStream.rangeClosed(0, random.nextInt(4))
                            .map(_ ->
                                (int)
                                    Math.min(
                                        products - 1,
                                        Math.abs(random.nextGaussian() * products / 3)))
                            .toArray()))
                .toList())
        .toList();
  }

  @Test
  void the_last_products_of_someone_with_very_many_count() {
    var many = new ArrayList<Basket>();
    for (int day = 0; day < 30; day++) {
      many.add(new Basket(day, IntStream.range(10 * day, 10 * day + 10).toArray()));
    }
    Neighbours neighbours = Neighbours.of(List.of(many), 300);
    assertThat(neighbours.other(0, 0)).isNegative();
    assertThat(neighbours.other(299, 0)).isNotNegative();
  }

  /** Each buys one thing again and again; who buys 0 mostly buys 1 at last. */
  private static List<List<Basket>> regulars() {
    var pasts = new ArrayList<List<Basket>>();
    for (int i = 0; i < 60; i++) {
      int own = i % 6;
      int last = own == 0 && i % 4 != 0 ? 1 : own;
      pasts.add(
          List.of(
              new Basket(0, own),
              new Basket(32, own),
              new Basket(64, own, 10 + i % 3),
              new Basket(96, own, last)));
    }
    return pasts;
  }

  @Test
  void what_they_buy_again_and_again_comes_first_with_how_often() {
    NextProducts model = NextProducts.learn(regulars(), 20).orElseThrow();
    List<Basket> past =
        List.of(new Basket(0, 3), new Basket(30, 3), new Basket(64, 3), new Basket(96, 3, 12));
    Likely first = model.next(past, 1).getFirst();
    assertThat(first.thing()).isEqualTo(3);
    assertThat(first.because()).containsExactly(new Because.Repeated(4, 4, 32));
    assertThat(first.probability()).isGreaterThan(0.5);
  }

  @Test
  void what_is_new_to_them_comes_with_whom_it_is_shared() {
    NextProducts model = NextProducts.learn(regulars(), 20).orElseThrow();
    List<Likely> next = model.next(List.of(new Basket(100, 0)), 50);
    Likely one = next.stream().filter(each -> each.thing() == 1).findFirst().orElseThrow();
    // Ten bought 0, five of them 1.
    assertThat(one.because().getFirst()).isEqualTo(new Because.Together(0, 5, 10));
    assertThat(one.because().get(1)).isInstanceOf(Because.Popular.class);
  }

  @Test
  void products_that_nobody_else_knows_are_told_of_whoever_bought_them() {
    NextProducts model = NextProducts.learn(regulars(), 20).orElseThrow();
    List<Likely> next = model.next(List.of(new Basket(0, 777), new Basket(1, 777)), 5);
    assertThat(next).extracting(Likely::thing).contains(777);
  }

  @Test
  void the_list_is_bounded_sorted_and_names_each_once() {
    var random = new Random(3);
    List<List<Basket>> pasts = pasts(random, 300, 40);
    NextProducts model = NextProducts.learn(pasts, 40).orElseThrow();
    for (List<Basket> past : pasts.subList(0, 50)) {
      List<Likely> next = model.next(past, 7);
      assertThat(next).hasSizeLessThanOrEqualTo(7);
      assertThat(new HashSet<>(next.stream().map(Likely::thing).toList())).hasSameSizeAs(next);
      assertThat(next)
          .isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
    }
  }

  @Test
  void the_same_orders_teach_the_same() {
    List<List<Basket>> pasts = pasts(new Random(9), 200, 30);
    List<Basket> past = pasts.getFirst();
    assertThat(NextProducts.learn(pasts, 30).orElseThrow().next(past, 10))
        .isEqualTo(NextProducts.learn(pasts, 30).orElseThrow().next(past, 10));
  }

  @Test
  void too_few_who_came_back_tell_nothing() {
    assertThat(NextProducts.learn(regulars().subList(0, 29), 20)).isEmpty();
    assertThat(NextProducts.learn(List.of(), 20)).isEmpty();
    assertThat(NextProducts.learn(regulars(), 20).orElseThrow().next(List.of(), 5)).isEmpty();
  }

  @Test
  void a_regression_finds_what_answers_were_drawn_with() {
    var random = new Random(17);
    var fit = new Logistic(2);
    for (int i = 0; i < 20_000; i++) {
      double x = random.nextGaussian();
      boolean yes = random.nextDouble() < 1 / (1 + Math.exp(-(0.5 - 1.2 * x)));
      fit.add(new double[] {1, x}, yes);
    }
    double[] weights = fit.fit();
    assertThat(weights[0]).isCloseTo(0.5, within(0.06));
    assertThat(weights[1]).isCloseTo(-1.2, within(0.06));
  }

  @Test
  void a_regression_on_what_is_always_so_stays_finite() {
    var fit = new Logistic(2);
    for (int i = 0; i < 100; i++) {
      fit.add(new double[] {1, i}, true);
    }
    double chance = Logistic.probability(fit.fit(), new double[] {1, 50});
    assertThat(chance).isBetween(0.5, 1.0);
  }
}
