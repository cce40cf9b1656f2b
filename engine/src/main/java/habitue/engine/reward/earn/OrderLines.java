package habitue.engine.reward.earn;

import habitue.engine.sell.Apportionment;
import habitue.engine.sell.orders.Bill;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.Returns.Back;
import habitue.engine.standing.Beside;
import habitue.model.Money;
import habitue.playbook.plan.Programme.Earning;
import habitue.playbook.plan.Programme.Extra;
import habitue.playbook.plan.Programme.GiftCards;
import habitue.playbook.plan.Programme.Rate;
import habitue.playbook.rule.Scene;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order's lines by name, with what they are worth and what is left of that, in minor units of
 * its currency. What came back in the same order is worth nothing.
 *
 * @param known whether its lines are kept; else only its sums are
 */
record OrderLines(Order order, Map<String, Line> lines, boolean known) {
  private static final String SHIPPING = "shipping";
  private static final String TAX = "tax";
  private static final int DIGITS = 18;

  /** The one line of an order that names none, or whose lines are no longer kept. */
  private static final String WHOLE = "order";

  /**
   * A line.
   *
   * @param product what it is of; null for what is no product
   * @param giftCard whether it is said to be one
   * @param worth before refunds
   * @param left after refunds and a cancellation; below zero where nothing of it is left that was
   *     worth nothing
   */
  record Line(
      String name, Scene.@Nullable Product product, boolean giftCard, long worth, long left) {

    static Line of(String name, long worth, long left) {
      return new Line(name, null, false, worth, left);
    }
  }

  static OrderLines of(Order order) {
    var lines = new LinkedHashMap<String, Line>();
    boolean cancelled = order.returns().cancelledAt() != null;
    List<String> names = habitue.engine.sell.orders.Line.names(order.lines());
    long[] lefts = lefts(order);
    for (int i = 0; i < lefts.length; i++) {
      habitue.engine.sell.orders.Line line = order.lines().get(i);
      long worth = Math.max(0, line.share().minor());
      long left = cancelled || line.wholly() ? -1 : lefts[i];
      Scene.Product product = product(line.product());
      lines.put(names.get(i), new Line(names.get(i), product, line.giftCard(), worth, left));
    }
    boolean known = order.linesKept();
    if (lines.isEmpty()) {
      long net = order.sums().net().minor();
      lines.put(WHOLE, Line.of(WHOLE, order.bill().gross().minor(), cancelled ? -1 : net));
    }
    boolean over = order.undone();
    Bill bill = order.bill();
    extra(lines, SHIPPING, bill.shipping(), over);
    extra(lines, TAX, bill.taxIncluded() ? null : bill.tax(), over);
    return new OrderLines(order, lines, known);
  }

  /** What refunds left of each line; an amount that names none is taken from all in proportion. */
  private static long[] lefts(Order order) {
    long[] lefts =
        order.lines().stream()
            .mapToLong(line -> Math.max(0, line.share().minor() - line.refunded().minor()))
            .toArray();
    long named = order.lines().stream().mapToLong(line -> line.refunded().minor()).sum();
    long[] more = Apportionment.share(Math.max(0, order.sums().refunded().minor() - named), lefts);
    for (int i = 0; i < lefts.length; i++) {
      lefts[i] = Math.max(0, lefts[i] - more[i]);
    }
    return lefts;
  }

  private static void extra(
      Map<String, Line> lines, String name, @Nullable Money amount, boolean over) {
    if (amount != null && amount.minor() > 0) {
      lines.put(name, Line.of(name, amount.minor(), over ? -1 : amount.minor()));
    }
  }

  private static Scene.Product product(habitue.engine.sell.Product product) {
    return new Scene.Product(product.key(), product.name(), product.category(), null, null);
  }

  /** The lines that earn by a rule; gift cards earn once they are spent, unless it is said. */
  List<Line> earning(Earning earning, GiftCards giftCards, Beside beside) {
    var all = new ArrayList<Line>();
    for (Line line : lines.values()) {
      if (counts(line, earning.rate())
          && !given(line, giftCards, beside)
          && only(line, earning, beside)) {
        all.add(line);
      }
    }
    return all;
  }

  private static boolean counts(Line line, Rate rate) {
    boolean shipping = line.product() == null && line.name().equals(SHIPPING);
    boolean tax = line.product() == null && line.name().equals(TAX);
    return switch (rate) {
      case Rate.Fixed _ -> !shipping && !tax;
      case Rate.Spend spend ->
          shipping
              ? spend.counting().contains(Extra.SHIPPING)
              : !tax || spend.counting().contains(Extra.TAX);
    };
  }

  private static boolean given(Line line, GiftCards giftCards, Beside beside) {
    Scene.Product product = line.product();
    if (giftCards.earning() || product == null) {
      return false;
    }
    return line.giftCard()
        || (giftCards.when() == null
            ? GiftCard.named(product.category())
            : beside.holds(giftCards.when(), product));
  }

  private static boolean only(Line line, Earning earning, Beside beside) {
    Scene.Product product = line.product();
    boolean in = earning.only() == null || product != null && beside.holds(earning.only(), product);
    return in
        && (earning.except() == null
            || product == null
            || !beside.holds(earning.except(), product));
  }

  /**
   * What is left of so much that a line was worth; less than nothing for one that is gone.
   *
   * @param all what the lines were worth together that earned by the same rule
   */
  BigDecimal left(String name, long worth, long all) {
    Line line = lines.get(name);
    if (known || line != null && !name.equals(WHOLE)) {
      return BigDecimal.valueOf(line == null ? -1 : line.left());
    }
    Back back = back(name);
    boolean over = order.returns().cancelledAt() != null || back != null && back.wholly();
    long given = back == null ? 0 : back.given().minor();
    return over
        ? BigDecimal.ONE.negate()
        : BigDecimal.valueOf(Math.max(0, worth - given)).multiply(unnamed()).multiply(there(all));
  }

  private @Nullable Back back(String name) {
    return order.returns().named().stream()
        .filter(each -> each.line().equals(name))
        .findFirst()
        .orElse(null);
  }

  /**
   * Of an order whose lines are no longer kept, the part that refunds left which named no line. One
   * that names a line twice takes nothing of the others.
   */
  private BigDecimal unnamed() {
    long named = order.returns().named().stream().mapToLong(each -> each.given().minor()).sum();
    long taken = Math.max(0, order.sums().refunded().minor() - named);
    long whole = Math.max(taken, order.sums().gross().minor() - named);
    return part(whole - taken, whole);
  }

  /** The same, where it is worth less by now than what earned. */
  private BigDecimal there(long all) {
    return part(lines.values().stream().mapToLong(Line::worth).sum(), all);
  }

  private static BigDecimal part(long of, long whole) {
    return whole <= 0 || of >= whole
        ? BigDecimal.ONE
        : BigDecimal.valueOf(Math.max(0, of))
            .divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP);
  }

  /** What of so much of the order was not paid with money, and does not count by the rule. */
  long paidOtherwise(Rate.Spend spend, long worth) {
    Bill bill = order.bill();
    long card = spend.counting().contains(Extra.GIFT_CARD) ? 0 : minor(bill.paidByGiftCard());
    long points = spend.counting().contains(Extra.POINTS) ? 0 : minor(bill.paidByPoints());
    long all = lines.values().stream().mapToLong(Line::worth).sum();
    return all <= 0
        ? card + points
        : BigDecimal.valueOf(card)
            .add(BigDecimal.valueOf(points))
            .multiply(BigDecimal.valueOf(worth))
            .divide(BigDecimal.valueOf(all), 0, RoundingMode.HALF_UP)
            .min(BigDecimal.valueOf(worth))
            .longValueExact();
  }

  private static long minor(@Nullable Money money) {
    return money == null ? 0 : Math.max(0, money.minor());
  }
}
