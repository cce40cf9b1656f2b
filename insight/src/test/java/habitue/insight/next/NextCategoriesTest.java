package habitue.insight.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextCategoriesTest {
  private static final int PANS = 0;
  private static final int LIDS = 1;
  private static final int BOOKS = 2;

  /** After pans 31 of 40 take lids and nine take books; whoever starts with books takes pans. */
  private static List<List<Basket>> shop() {
    var pasts = new ArrayList<List<Basket>>();
    for (int i = 0; i < 40; i++) {
      pasts.add(past(PANS, i < 31 ? LIDS : BOOKS));
    }
    for (int i = 0; i < 20; i++) {
      pasts.add(past(BOOKS, PANS));
    }
    return pasts;
  }

  private static List<Basket> past(int... categories) {
    return IntStream.range(0, categories.length)
        .mapToObj(i -> new Basket(32 * i, categories[i]))
        .toList();
  }

  private static NextCategories learnt() {
    return NextCategories.learn(shop(), 3).orElseThrow();
  }

  @Test
  void what_others_bought_next_is_the_reason_with_its_counts() {
    List<Likely> next = learnt().next(past(PANS), 3);
    assertThat(next.getFirst().thing()).isEqualTo(LIDS);
    assertThat(next.getFirst().because()).containsExactly(new Because.Followed(PANS, 31, 40));
    // Books follow pans in 9 of 40, which is more than in 9 of all 60 orders that followed one.
    assertThat(next)
        .filteredOn(each -> each.thing() == BOOKS)
        .singleElement()
        .satisfies(
            each -> assertThat(each.because()).containsExactly(new Because.Followed(PANS, 9, 40)));
  }

  @Test
  void what_they_bought_again_and_again_is_a_reason_of_its_own() {
    List<Likely> next = learnt().next(past(BOOKS, BOOKS, BOOKS, BOOKS), 3);
    assertThat(next)
        .filteredOn(each -> each.thing() == BOOKS)
        .singleElement()
        .satisfies(each -> assertThat(each.because()).contains(new Because.Repeated(4, 4, 32)));
    assertThat(learnt().next(past(PANS, LIDS), 3))
        .filteredOn(each -> each.thing() == PANS)
        .singleElement()
        .satisfies(each -> assertThat(each.because()).contains(new Because.Repeated(1, 2, 0)));
  }

  @Test
  void shares_after_few_orders_stay_near_those_after_all() {
    var followings = new Followings(2);
    followings.add(past(0, 1), 2);
    followings.add(past(0, 0, 0), 3);
    // Of three orders after another two had the first; after the first, with 20 of all: the same.
    assertThat(followings.share(0)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(followings.share(0, 0)).isCloseTo((2 + 20 * 2 / 3.0) / 23, within(1e-12));
    assertThat(followings.share(1, 0)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(followings.after(new Basket(0), 1)).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void a_path_goes_where_most_went() {
    List<Likely> path = learnt().path(past(BOOKS), 2);
    assertThat(path).extracting(Likely::thing).containsExactly(PANS, LIDS);
    assertThat(path).allSatisfy(step -> assertThat(step.probability()).isBetween(0.3, 1.0));
  }

  @Test
  void a_path_is_the_likeliest_of_all_there_are() {
    NextCategories model = learnt();
    for (List<Basket> past : List.of(past(PANS), past(BOOKS), past(LIDS), past(PANS, PANS, LIDS))) {
      double best =
          IntStream.range(0, 27)
              .mapToDouble(way -> likelihood(model, past, way / 9, way / 3 % 3, way % 3))
              .max()
              .orElseThrow();
      double found =
          model.path(past, 3).stream().mapToDouble(Likely::probability).reduce(1, (a, b) -> a * b);
      assertThat(found).isCloseTo(best, within(1e-12));
    }
  }

  private static double likelihood(NextCategories model, List<Basket> past, int... way) {
    var so = new ArrayList<>(past);
    double all = 1;
    for (int category : way) {
      all *=
          model.next(so, 3).stream()
              .filter(each -> each.thing() == category)
              .mapToDouble(Likely::probability)
              .findFirst()
              .orElse(0);
      so.add(new Basket(so.getLast().day(), category));
    }
    return all;
  }

  @Test
  void chances_are_as_often_true_as_they_say() {
    var random = new Random(5);
    List<List<Basket>> pasts = IntStream.range(0, 4_000).mapToObj(_ -> drawn(random)).toList();
    NextCategories model = NextCategories.learn(pasts.subList(0, 2_000), 4).orElseThrow();
    double said = 0;
    double came = 0;
    int asked = 0;
    for (List<Basket> past : pasts.subList(2_000, 4_000)) {
      if (past.size() > 1) {
        Likely first = model.next(past.subList(0, past.size() - 1), 1).getFirst();
        said += first.probability();
        came += past.getLast().has(first.thing()) ? 1 : 0;
        asked++;
      }
    }
    assertThat(said / asked).isCloseTo(came / asked, within(0.03));
  }

  /** Someone who mostly stays with what they like. */
  private static List<Basket> drawn(Random random) {
    int likes = random.nextInt(4);
    var past = new ArrayList<Basket>();
    for (int order = 0; order <= random.nextInt(6); order++) {
      past.add(new Basket(order, random.nextInt(10) < 6 ? likes : random.nextInt(4)));
    }
    return past;
  }

  @Test
  void likelier_ones_come_first_and_none_is_told_twice() {
    List<Likely> next = learnt().next(past(PANS, LIDS), 10);
    assertThat(next)
        .isSortedAccordingTo(Comparator.comparingDouble(Likely::probability).reversed());
    assertThat(next).extracting(Likely::thing).doesNotHaveDuplicates();
  }

  @Test
  void fewer_than_thirty_who_came_back_tell_nothing() {
    assertThat(NextCategories.learn(shop().subList(0, 29), 3)).isEmpty();
    assertThat(NextCategories.learn(shop().subList(0, 30), 3)).isPresent();
    assertThat(NextCategories.learn(List.of(), 3)).isEmpty();
    assertThat(NextCategories.learn(shop(), 0)).isEmpty();
  }

  @Test
  void nobody_is_told_anything_before_their_first_order() {
    assertThat(learnt().next(List.of(), 3)).isEmpty();
    assertThat(learnt().path(List.of(), 3)).isEmpty();
  }

  @Test
  void an_order_of_nothing_known_leaves_what_all_do() {
    List<Likely> next = learnt().next(List.of(new Basket(0, -1)), 3);
    assertThat(next).isNotEmpty();
    assertThat(next.getFirst().because()).containsExactly(new Because.Popular(31, 60));
  }
}
