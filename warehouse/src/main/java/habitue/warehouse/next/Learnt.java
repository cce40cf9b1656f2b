package habitue.warehouse.next;

import habitue.insight.next.Basket;
import habitue.insight.next.Because;
import habitue.insight.next.NextCategories;
import habitue.insight.next.NextProducts;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What everyone's orders taught at an instant. Holds no person: counts, and names of products. */
public final class Learnt {
  /** Of more categories than these the most ordered ones are told. */
  private static final int CATEGORIES = 300;

  private static final int STEPS = 3;

  private final Instant at;
  private final int customers;
  private final Names names;
  private final int[] told;
  private final @Nullable NextCategories categories;
  private final @Nullable NextProducts products;

  private Learnt(
      Instant at,
      int customers,
      Names names,
      int[] told,
      @Nullable NextCategories categories,
      @Nullable NextProducts products) {
    this.at = at;
    this.customers = customers;
    this.names = names;
    this.told = told;
    this.categories = categories;
    this.products = products;
  }

  static Learnt of(Instant at, Names names, List<List<Basket>> pasts) {
    int[] told = told(names, pasts);
    List<List<Basket>> ofCategories =
        pasts.stream().map(past -> ofCategories(names, told, past)).toList();
    return new Learnt(
        at,
        pasts.size(),
        names,
        told,
        NextCategories.learn(ofCategories, Math.min(names.categories(), CATEGORIES)).orElse(null),
        NextProducts.learn(pasts, names.products()).orElse(null));
  }

  /** For each category its place among those most ordered; below 0 beyond the last. */
  private static int[] told(Names names, List<List<Basket>> pasts) {
    var orders = new int[names.categories()];
    for (List<Basket> past : pasts) {
      for (Basket basket : past) {
        basket
            .of(product -> names.product(product).category())
            .things()
            .forEach(category -> orders[category]++);
      }
    }
    var told = new int[orders.length];
    Arrays.fill(told, -1);
    List<Integer> most =
        IntStream.range(0, orders.length)
            .boxed()
            .sorted(Comparator.comparingInt(each -> -orders[each]))
            .limit(CATEGORIES)
            .toList();
    for (int place = 0; place < most.size(); place++) {
      told[most.get(place)] = place;
    }
    return told;
  }

  private static List<Basket> ofCategories(Names names, int[] told, List<Basket> past) {
    return past.stream()
        .map(basket ->
            basket.of(product -> {
              int category = names.product(product).category();
              return category < 0 || category >= told.length ? -1 : told[category];
            }))
        .toList();
  }

  public Instant at() {
    return at;
  }

  /** From how many customers. */
  public int customers() {
    return customers;
  }

  /** Whether there was enough to learn from. */
  public boolean tells() {
    return products != null;
  }

  Next next(List<Bought> lines, int most) {
    if (categories == null && products == null) {
      return Next.NOTHING;
    }
    var own = names.more();
    var pasts = new Pasts(own);
    lines.forEach(pasts::add);
    List<Basket> past = pasts.all().stream().findFirst().orElse(List.of());
    List<Basket> ofCategories = ofCategories(own, told, past);
    return new Next(
        categories == null ? List.of() : categories(categories.next(ofCategories, most)),
        products == null
            ? List.of()
            : products.next(past, most).stream().map(each -> product(own, each)).toList(),
        categories == null ? List.of() : categories(categories.path(ofCategories, STEPS)));
  }

  private List<Likely> categories(List<habitue.insight.next.Likely> likely) {
    return likely.stream()
        .map(each ->
            new Likely(
                category(each.thing()),
                category(each.thing()),
                each.probability(),
                each.because().stream().map(it -> reason(names, it)).toList()))
        .toList();
  }

  private String category(int place) {
    return IntStream.range(0, told.length)
        .filter(category -> told[category] == place)
        .mapToObj(names::category)
        .findFirst()
        .orElseThrow();
  }

  private Likely product(Names own, habitue.insight.next.Likely likely) {
    Names.Product product = own.product(likely.thing());
    return new Likely(
        product.key(),
        product.name(),
        likely.probability(),
        likely.because().stream().map(it -> reason(own, it)).toList());
  }

  private Reason reason(Names own, Because because) {
    return switch (because) {
      case Because.Repeated(int times, int orders, int everyDays) ->
          new Reason.Repeated(times, orders, everyDays);
      case Because.Followed(int after, int times, int of) ->
          new Reason.Followed(category(after), times, of);
      case Because.Together(int with, int times, int of) ->
          new Reason.Together(own.product(with).name(), times, of);
      case Because.Popular(int times, int of) -> new Reason.Popular(times, of);
    };
  }
}
