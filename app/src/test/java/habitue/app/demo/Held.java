package habitue.app.demo;

import habitue.insight.next.Basket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** The demo shop's orders by customer and day, some of them held back to be foretold. */
final class Held {
  final List<List<Basket>> pasts = new ArrayList<>();
  final List<Question> questions = new ArrayList<>();
  final int products;

  /** What someone ordered on a day, by the numbers of products. */
  record Day(int day, Set<Integer> products) {
    Basket basket() {
      return new Basket(day, products.stream().mapToInt(each -> each).toArray());
    }
  }

  /**
   * @param then the orders that followed, the first of them first
   */
  record Question(List<Basket> past, List<Day> then) {}

  static final Map<String, Integer> NUMBERS = new HashMap<>();
  static final List<String> NAMES = new ArrayList<>();
  static final List<List<Day>> ALL = all();

  /**
   * @param known how many of a customer's days are known; the rest is held back
   */
  private Held(ToIntFunction<List<Day>> known) {
    products = NUMBERS.size();
    for (List<Day> days : ALL) {
      int until = known.applyAsInt(days);
      List<Basket> past = days.subList(0, until).stream().map(Day::basket).toList();
      if (!past.isEmpty()) {
        pasts.add(past);
        if (until < days.size()) {
          questions.add(new Question(past, days.subList(until, days.size())));
        }
      }
    }
  }

  /** Without so many last orders of each; those who have no more are known whole. */
  static Held butLast(int orders) {
    return new Held(days -> days.size() > orders ? days.size() - orders : days.size());
  }

  static Held after(LocalDate last) {
    int end = (int) last.toEpochDay();
    return new Held(days -> (int) days.stream().filter(day -> day.day <= end).count());
  }

  private static List<List<Day>> all() {
    Map<String, Map<Integer, Set<Integer>>> orders = new TreeMap<>();
    for (Invoice invoice : DemoFiles.INVOICES) {
      String customer = invoice.customer();
      if (customer != null && !invoice.cancellation()) {
        int day = (int) invoice.time().toLocalDate().toEpochDay();
        for (Line line : invoice.lines()) {
          if (LineKind.of(invoice, line) == LineKind.GOODS && line.quantity() > 0) {
            orders
                .computeIfAbsent(customer, _ -> new TreeMap<>())
                .computeIfAbsent(day, _ -> new TreeSet<>())
                .add(number(line.product()));
          }
        }
      }
    }
    return orders.values().stream().map(Held::days).toList();
  }

  private static int number(String product) {
    return NUMBERS.computeIfAbsent(
        product,
        fresh -> {
          NAMES.add(fresh);
          return NUMBERS.size();
        });
  }

  private static List<Day> days(Map<Integer, Set<Integer>> orders) {
    return orders.entrySet().stream().map(each -> new Day(each.getKey(), each.getValue())).toList();
  }
}
