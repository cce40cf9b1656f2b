package habitue.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import habitue.insight.next.Basket;
import habitue.insight.next.Likely;
import habitue.insight.next.NextCategories;
import habitue.insight.next.NextProducts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is foretold of the demo shop's customers against what they ordered then. */
class NextTest {
  private static final Path PAGE = Path.of("..", "docs", "concepts", "next.md");
  private static final int TOP = 10;
  private static final List<String> CATEGORIES = new ArrayList<>();
  private static final int[] CATEGORY = categories();

  /** What a list of things says of those who were asked about, in the mean. */
  private record Score(double first, double recall, double hit, double gain) {
    String row(String who) {
      return String.format(
          Locale.ROOT, "| %s | %.1f%% | %.1f%% | %.3f |", who, 100 * recall, 100 * hit, gain);
    }
  }

  @Test
  void the_last_order_of_each_is_foretold_better_than_by_what_is_most_frequent()
      throws IOException {
    products("leave the last order out", Held.butLast(1));
  }

  @Test
  void the_last_month_is_foretold_better_than_by_what_is_most_frequent() throws IOException {
    products("after 2011-11-09", Held.after(LocalDate.of(2011, 11, 9)));
  }

  private static void products(String title, Held held) throws IOException {
    NextProducts model = NextProducts.learn(held.pasts, held.products).orElseThrow();
    Map<Integer, Integer> counts = counts(held.pasts);
    List<Integer> popular = ranked(counts, Map.of());
    Score shop = score(held, _ -> popular, NextTest::wanted);
    Score own =
        score(held, each -> ranked(counts(List.of(each.past())), Map.of()), NextTest::wanted);
    Score both =
        score(
            held,
            each -> filled(ranked(counts(List.of(each.past())), counts), popular),
            NextTest::wanted);
    Score ours = score(held, each -> things(model.next(each.past(), TOP)), NextTest::wanted);
    Function<Held.Question, Set<Integer>> fresh = NextTest::fresh;
    Score shopFresh = score(held, each -> without(popular, each), fresh);
    Score oursFresh =
        score(held, each -> without(things(model.next(each.past(), 1_000_000)), each), fresh);
    stated(
        title,
        List.of(
            shop.row("the shop's most popular"),
            own.row("their own most frequent"),
            both.row("their own, ties and rest by popularity"),
            ours.row("**ours**"),
            shopFresh.row("new to them: the shop's most popular"),
            oursFresh.row("new to them: **ours**")));
    assertThat(ours.recall()).isGreaterThan(both.recall()).isGreaterThan(own.recall());
    assertThat(ours.hit()).isGreaterThan(both.hit() - 0.01);
    assertThat(oursFresh.recall()).isGreaterThan(1.4 * shopFresh.recall());
  }

  @Test
  void the_categories_of_the_next_order_are_foretold_better_too() throws IOException {
    var rows = new ArrayList<String>();
    for (Held held : List.of(Held.butLast(1), Held.after(LocalDate.of(2011, 11, 9)))) {
      List<List<Basket>> pasts = held.pasts.stream().map(NextTest::ofCategories).toList();
      NextCategories model = NextCategories.learn(pasts, CATEGORIES.size()).orElseThrow();
      Map<Integer, Integer> counts = counts(pasts);
      List<Integer> popular = ranked(counts, Map.of());
      Score shop = score(held, _ -> popular, NextTest::wantedCategories);
      Score own =
          score(
              held,
              each -> ranked(counts(List.of(ofCategories(each.past()))), Map.of()),
              NextTest::wantedCategories);
      Score ours =
          score(
              held,
              each -> things(model.next(ofCategories(each.past()), TOP)),
              NextTest::wantedCategories);
      rows.add(first("the shop's most popular", shop));
      rows.add(first("their own most frequent", own));
      rows.add(first("**ours**", ours));
      assertThat(ours.first()).isGreaterThan(shop.first()).isGreaterThan(own.first());
    }
    stated("categories", rows);
  }

  private static String first(String who, Score score) {
    return String.format(Locale.ROOT, "| %s | %.1f%% |", who, 100 * score.first());
  }

  @Test
  void each_step_of_a_path_comes_as_often_as_is_said() throws IOException {
    Held held = Held.butLast(2);
    List<List<Basket>> pasts = held.pasts.stream().map(NextTest::ofCategories).toList();
    NextCategories model = NextCategories.learn(pasts, CATEGORIES.size()).orElseThrow();
    var rows = new ArrayList<String>();
    var said = new double[2];
    var came = new int[2];
    var asked = new int[2];
    for (Held.Question each : held.questions) {
      List<Likely> path = model.path(ofCategories(each.past()), 2);
      boolean followed = true;
      for (int step = 0; step < 2 && followed; step++) {
        int category = path.get(step).thing();
        Set<Integer> then = each.then().get(step).products();
        followed = then.stream().anyMatch(product -> CATEGORY[product] == category);
        said[step] += path.get(step).probability();
        came[step] += followed ? 1 : 0;
        asked[step]++;
      }
    }
    for (int step = 0; step < 2; step++) {
      double chance = said[step] / asked[step];
      double share = (double) came[step] / asked[step];
      rows.add(
          String.format(
              Locale.ROOT, "| %d | %.0f%% | %.0f%% |", step + 1, 100 * chance, 100 * share));
      assertThat(chance).isCloseTo(share, within(0.1));
    }
    stated("path", rows);
  }

  @Test
  void of_what_is_given_a_chance_as_much_comes() throws IOException {
    Held held = Held.after(LocalDate.of(2011, 11, 9));
    NextProducts model = NextProducts.learn(held.pasts, held.products).orElseThrow();
    record Said(double chance, boolean came) {}
    List<Said> all =
        held.questions.stream()
            .flatMap(each ->
                model.next(each.past(), TOP).stream()
                    .map(it -> new Said(it.probability(), wanted(each).contains(it.thing()))))
            .sorted(Comparator.comparingDouble(Said::chance))
            .toList();
    var rows = new ArrayList<String>();
    for (int part = 0; part < 4; part++) {
      List<Said> quarter = all.subList(all.size() * part / 4, all.size() * (part + 1) / 4);
      double said = quarter.stream().mapToDouble(Said::chance).average().orElseThrow();
      double came = quarter.stream().mapToDouble(it -> it.came ? 1 : 0).average().orElseThrow();
      rows.add(String.format(Locale.ROOT, "| %.0f%% | %.0f%% |", 100 * said, 100 * came));
      assertThat(said).isCloseTo(came, within(0.1));
    }
    stated("chances", rows);
  }

  private static void stated(String title, List<String> rows) throws IOException {
    String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    assertThat(rows)
        .as("%s: the page must say%n%s", title, String.join("\n", rows))
        .allSatisfy(row -> assertThat(page).contains(row));
  }

  private static Set<Integer> wanted(Held.Question question) {
    return question.then().getFirst().products();
  }

  private static Set<Integer> fresh(Held.Question question) {
    var fresh = new HashSet<>(wanted(question));
    fresh.removeAll(counts(List.of(question.past())).keySet());
    return fresh;
  }

  private static List<Integer> without(List<Integer> list, Held.Question question) {
    Set<Integer> known = counts(List.of(question.past())).keySet();
    return list.stream().filter(each -> !known.contains(each)).limit(TOP).toList();
  }

  private static Set<Integer> wantedCategories(Held.Question question) {
    return wanted(question).stream().map(each -> CATEGORY[each]).collect(Collectors.toSet());
  }

  private static List<Integer> filled(List<Integer> own, List<Integer> popular) {
    var all = new ArrayList<>(own);
    popular.stream().filter(each -> !own.contains(each)).forEach(all::add);
    return all;
  }

  private static List<Integer> things(List<Likely> likely) {
    return likely.stream().map(Likely::thing).toList();
  }

  private static Map<Integer, Integer> counts(List<List<Basket>> pasts) {
    var counts = new HashMap<Integer, Integer>();
    pasts.forEach(past ->
        past.forEach(basket -> basket.things().forEach(it -> counts.merge(it, 1, Integer::sum))));
    return counts;
  }

  private static List<Integer> ranked(Map<Integer, Integer> counts, Map<Integer, Integer> ties) {
    return counts.keySet().stream()
        .sorted(
            Comparator.<Integer>comparingInt(each -> -counts.getOrDefault(each, 0))
                .thenComparingInt(each -> -ties.getOrDefault(each, 0))
                .thenComparingInt(each -> each))
        .toList();
  }

  private static Score score(
      Held held,
      Function<Held.Question, List<Integer>> list,
      Function<Held.Question, Set<Integer>> wanted) {
    double first = 0;
    double recall = 0;
    double hit = 0;
    double gain = 0;
    int asked = 0;
    for (Held.Question each : held.questions) {
      Set<Integer> then = wanted.apply(each);
      if (!then.isEmpty()) {
        List<Integer> said = list.apply(each).stream().limit(TOP).toList();
        int[] right =
            IntStream.range(0, said.size()).filter(i -> then.contains(said.get(i))).toArray();
        asked++;
        first += right.length > 0 && right[0] == 0 ? 1 : 0;
        recall += (double) right.length / then.size();
        hit += right.length > 0 ? 1 : 0;
        gain += gain(right) / gain(IntStream.range(0, Math.min(TOP, then.size())).toArray());
      }
    }
    return new Score(first / asked, recall / asked, hit / asked, gain / asked);
  }

  private static double gain(int[] places) {
    return IntStream.of(places).mapToDouble(place -> Math.log(2) / Math.log(place + 2)).sum();
  }

  private static List<Basket> ofCategories(List<Basket> past) {
    return past.stream().map(basket -> basket.of(product -> CATEGORY[product])).toList();
  }

  private static int[] categories() {
    var catalogue = new Catalogue(DemoFiles.LINES, Categories.load());
    var byProduct = new HashMap<String, String>();
    DemoFiles.LINES.forEach(line -> byProduct.put(line.product(), catalogue.category(line)));
    return Held.NAMES.stream()
        .mapToInt(name -> {
          String category = byProduct.getOrDefault(name, Categories.OTHER);
          if (!CATEGORIES.contains(category)) {
            CATEGORIES.add(category);
          }
          return CATEGORIES.indexOf(category);
        })
        .toArray();
  }
}
