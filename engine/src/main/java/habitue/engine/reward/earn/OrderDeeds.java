package habitue.engine.reward.earn;

import habitue.engine.reward.Claim;
import habitue.engine.reward.earn.Rewards.Deed;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.sell.Amounts;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.model.Money;
import habitue.playbook.plan.Programme.Earning;
import habitue.playbook.plan.Programme.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * An order is decided on once by each rule: with the event that first tells it, or that first tells it
 * by a trusted source where the rule asks for that. Told again, it is not decided anew, whoever the
 * customer is by now and whatever the programme says; also where it earned nothing. An event that makes
 * it worth more is decided on for what is new of it alone: at the rate in force then, and by the rule's
 * condition only where the rule gave nothing for the order so far. So a changed rate, a new rule or
 * another tier reaches nothing that was there before. Whether an order was there is read off its document
 * before the event, and takes no memory of its own.
 *
 * Points are whole, so what is granted beside is what the whole earns less what the part before earns.
 * Where the rule is the one that granted the award, as the same worth comes to the same points, what
 * rounding made of the lines that were exchanged counts too.
 */

/** Decides what an order earns. */
final class OrderDeeds {
  /** The events that say something of an order. */
  static final Set<String> ABOUT_ORDERS =
      Set.of(
          "Order Completed",
          "Order Updated",
          "Order Refunded",
          "Order Cancelled",
          "Order Delivered");

  /** More than any ledger takes. */
  private static final BigDecimal TOO_MANY = BigDecimal.valueOf(Teller.MOST + 1);

  private final Dealing dealing;
  private final Deeds deeds;
  private final Deed deed;
  private final Order order;
  private final String about;
  private final OrderLines lines;
  private final @Nullable Order decided;

  OrderDeeds(Dealing dealing, Deeds deeds, Deed deed, Order order) {
    this.dealing = dealing;
    this.deeds = deeds;
    this.deed = deed;
    this.order = order;
    this.about = name(order.key());
    this.lines = OrderLines.of(order);
    this.decided = deed.decided(dealing.programme(), order.key());
  }

  /** How a ledger names an order. */
  static String name(OrderKey key) {
    return key.store().replace("%", "%25").replace("/", "%2F") + "/" + key.id();
  }

  void decide() {
    dealing.programme().rules().filter(Earning::ofOrders).forEach(this::earn);
  }

  /** With those that wait for their budget: they may still come. */
  private List<Lot> lots(Earning earning) {
    return Stream.concat(
            dealing.ledger().lots().stream(), dealing.claims().stream().map(Claim::granted))
        .filter(lot -> TakingBack.of(lot, about))
        .filter(lot -> lot.terms().rule().equals(earning.named().name()))
        .toList();
  }

  private void earn(Earning earning) {
    List<Lot> lots = lots(earning);
    if (earning.trusted() && !order.version().trusted()
        || !deeds.counts(order.placedAt())
        || lots.isEmpty() && !deeds.earns(earning)) {
      return;
    }
    Growth growth = growth(earning, lots);
    long points = growth == null ? 0 : points(earning.rate(), growth);
    if (growth != null && points > 0) {
      String rule = earning.named().name();
      String id = (lots.isEmpty() ? rule : rule + "+" + lots.size()) + "/" + about;
      deeds.award(earning, id, about, order.placedAt(), growth.parts(points));
    }
  }

  /**
   * What of the order is new to a rule; null where nothing can be: where it is in another currency
   * by now, or where it is not known which lines are new.
   */
  private @Nullable Growth growth(Earning earning, List<Lot> lots) {
    List<OrderLines.Line> now = earning(lines, earning);
    boolean fresh = decided == null || earning.trusted() && !decided.version().trusted();
    if (fresh || decided == null) {
      return Growth.of(lines.known(), now, List.of(), lots);
    }
    boolean chosen = earning.only() != null || earning.except() != null;
    boolean comparable = decided.bill().currency().equals(order.bill().currency());
    return !comparable || chosen && !lines.known()
        ? null
        : Growth.of(lines.known(), now, earning(OrderLines.of(decided), earning), lots);
  }

  private List<OrderLines.Line> earning(OrderLines of, Earning earning) {
    return of.earning(earning, dealing.programme().giftCards(), deed.beside());
  }

  private long points(Rate rate, Growth growth) {
    return switch (rate) {
      case Rate.Fixed(long points) -> growth.whole() && !growth.now().isEmpty() ? points : 0;
      case Rate.Spend spend -> points(spend, growth);
    };
  }

  private long points(Rate.Spend spend, Growth growth) {
    long worth = growth.worth();
    long before = growth.before();
    if (worth <= before) {
      return 0;
    }
    long more = spent(spend, worth) - spent(spend, before);
    return growth.known() && sameRate(spend, growth)
        ? more + spent(spend, growth.grantedStill()) - growth.keptPoints()
        : more;
  }

  private boolean sameRate(Rate.Spend spend, Growth growth) {
    long granted = growth.lots().stream().mapToLong(Lot::size).sum();
    return granted > 0 && spent(spend, growth.granted()) == granted;
  }

  /**
   * What so much of the order's worth comes to. An order without a rate to the brand's currency
   * earns nothing by what was spent.
   */
  private long spent(Rate.Spend spend, long worth) {
    long base = Math.max(0, worth - lines.paidOtherwise(spend, worth));
    BigDecimal rate = order.rate();
    Money home =
        rate == null
            ? null
            : Amounts.at(
                rate, new Money(base, order.bill().currency()), dealing.context().currency());
    return home == null
        ? 0
        : home.amount()
            .multiply(BigDecimal.valueOf(spend.points()))
            .divide(spend.per(), 0, RoundingMode.DOWN)
            .min(TOO_MANY)
            .longValueExact();
  }
}
