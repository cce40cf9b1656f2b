package habitue.engine.reward.earn;

import habitue.engine.reward.Claim;
import habitue.engine.reward.earn.Rewards.Deed;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.sell.Amounts;
import habitue.engine.sell.Apportionment;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.model.Money;
import habitue.playbook.plan.Programme.Earning;
import habitue.playbook.plan.Programme.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/*
 * Each part of an award knows what its line was worth when it was granted. Of its points a line is to
 * keep the share that is left of that worth, whether refunds took the rest, an update or a
 * cancellation; rounded half up, so that what is given back by parts comes to the whole. Where a line
 * has become worth more, what the whole order earns beyond what is kept is granted beside.
 */

/** Decides what an order earns and what goes back, by its document as it stands. */
final class OrderDeeds {
  /** The events that say something of an order. */
  static final Set<String> ABOUT_ORDERS =
      Set.of(
          "Order Completed",
          "Order Updated",
          "Order Refunded",
          "Order Cancelled",
          "Order Delivered");

  static final Set<String> PLACING = Set.of("Order Completed", "Order Updated");
  private static final String DELIVERED = "Order Delivered";

  private final Dealing dealing;
  private final Deeds deeds;
  private final Deed deed;
  private final Order order;
  private final String about;
  private final OrderLines lines;
  private final TakingBack takingBack;

  OrderDeeds(Dealing dealing, Deeds deeds, Deed deed, Order order) {
    this.dealing = dealing;
    this.deeds = deeds;
    this.deed = deed;
    this.order = order;
    this.about = name(order.key());
    this.lines = OrderLines.of(order);
    this.takingBack = new TakingBack(dealing, order, lines);
  }

  /** How a ledger names an order. */
  static String name(OrderKey key) {
    return key.store().replace("%", "%25").replace("/", "%2F") + "/" + key.id();
  }

  /**
   * @param earns whether it may earn
   */
  void decide(boolean earns) {
    dealing
        .programme()
        .rules()
        .forEach(earning -> {
          if (earning.ofOrders()) {
            if (earns && PLACING.contains(deed.event())) {
              earn(earning);
            }
            takingBack.decide(earning);
          }
        });
    if (deed.event().equals(DELIVERED) && deed.happening().trusted()) {
      delivered();
    }
  }

  /** With those that wait for their budget: they may still come. */
  private List<Lot> lots(Earning earning) {
    String rule = earning.named().name();
    Stream<Lot> waiting =
        dealing.claims().stream()
            .filter(each -> each.terms().about().equals(about) && each.terms().rule().equals(rule))
            .map(Claim::granted);
    return Stream.concat(takingBack.lots(earning).stream(), waiting).toList();
  }

  private void earn(Earning earning) {
    List<Lot> lots = lots(earning);
    boolean more = !lots.isEmpty();
    if (more && earning.rate() instanceof Rate.Fixed
        || earning.trusted() && !order.version().trusted()
        || !deeds.counts(order.placedAt())
        || !more && !deeds.earns(earning)) {
      return;
    }
    List<OrderLines.Line> earned =
        lines.earning(earning, dealing.programme().giftCards(), deed.beside());
    long wanted = points(earning.rate(), earned);
    Map<String, Long> worths = TakingBack.worths(lots);
    long extra = wanted - kept(lots, worths);
    if (extra <= 0 || earned.isEmpty()) {
      return;
    }
    // What each is worth beyond what its points were granted for.
    long[] weights =
        earned.stream()
            .mapToLong(line -> Math.max(0, line.worth() - worths.getOrDefault(line.name(), 0L)))
            .toArray();
    long[] shares = Apportionment.share(extra, weights);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < shares.length; i++) {
      parts.add(new Part(earned.get(i).name(), weights[i], shares[i], 0));
    }
    String rule = earning.named().name();
    String id = (more ? rule + "+" + lots.size() : rule) + "/" + about;
    deeds.award(earning, id, about, order.placedAt(), parts);
  }

  /** What is kept of what it earned, before any refund. */
  private long kept(List<Lot> lots, Map<String, Long> worths) {
    return lots.stream()
        .flatMap(lot -> lot.parts().stream())
        .mapToLong(part -> TakingBack.share(part, lines.worth(part.line()), worths))
        .sum();
  }

  private long points(Rate rate, List<OrderLines.Line> earned) {
    return switch (rate) {
      case Rate.Fixed(long points) -> points;
      case Rate.Spend spend -> spent(spend, earned);
    };
  }

  /** An order without a rate to the brand's currency earns nothing by what was spent. */
  private long spent(Rate.Spend spend, List<OrderLines.Line> earned) {
    long worth = earned.stream().mapToLong(OrderLines.Line::worth).sum();
    long base = Math.max(0, worth - lines.paidOtherwise(spend));
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
            .longValueExact();
  }

  private void delivered() {
    Instant now = dealing.now();
    List<Lot> waiting =
        dealing.ledger().lots().stream()
            .filter(lot -> lot.terms().about().equals(about))
            .filter(lot -> lot.terms().activeAt() == null && lot.pending() > 0)
            .toList();
    waiting.forEach(lot ->
        dealing.post(
            Teller.activate(dealing.ledger(), lot.id(), now),
            dealing.because(lot.terms().rule(), "reward.delivered", about)));
    dealing.claims().stream()
        .filter(claim -> claim.terms().about().equals(about))
        .filter(claim -> claim.terms().activeAt() == null)
        .forEach(claim ->
            dealing.claimed(
                claim.activeFrom(now),
                dealing.because(claim.terms().rule(), "reward.delivered", about)));
  }
}
