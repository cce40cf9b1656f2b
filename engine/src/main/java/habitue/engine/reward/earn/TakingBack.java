package habitue.engine.reward.earn;

import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.sell.Apportionment;
import habitue.engine.sell.orders.Order;
import habitue.playbook.plan.Programme.Earning;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Calls back what an order is no longer worth of what it earned, by its document as it stands. */
final class TakingBack {
  private final Dealing dealing;
  private final Order order;
  private final String about;
  private final OrderLines lines;

  TakingBack(Dealing dealing, Order order, OrderLines lines) {
    this.dealing = dealing;
    this.order = order;
    this.about = OrderDeeds.name(order.key());
    this.lines = lines;
  }

  /** What an order earned by a rule. */
  List<Lot> lots(Earning earning) {
    String rule = earning.named().name();
    return dealing.ledger().lots().stream()
        .filter(lot -> lot.terms().about().equals(about) && lot.terms().rule().equals(rule))
        .toList();
  }

  /** What each line was worth when its points were granted, by its name. */
  static Map<String, Long> worths(List<Lot> lots) {
    var worths = new HashMap<String, Long>();
    for (Lot lot : lots) {
      lot.parts().forEach(part -> worths.merge(part.line(), part.worth(), Long::sum));
    }
    return worths;
  }

  static long share(Part part, long left, Map<String, Long> worths) {
    return share(part.points(), left, worths.getOrDefault(part.line(), 0L));
  }

  /** Of so many points the part that is left of a worth; all of those that were for nothing. */
  private static long share(long points, long left, long worth) {
    if (worth == 0 || left >= worth) {
      return left < 0 ? 0 : points;
    }
    return BigDecimal.valueOf(points)
        .multiply(BigDecimal.valueOf(Math.max(0, left)))
        .divide(BigDecimal.valueOf(worth), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  void decide(Earning earning) {
    List<Lot> lots = lots(earning);
    Map<String, Long> worths = worths(lots);
    for (Lot lot : lots) {
      List<Long> targets = lines.known() ? byLine(lot, worths) : together(lot);
      boolean more =
          IntStream.range(0, targets.size())
              .anyMatch(part -> targets.get(part) > lot.parts().get(part).taken());
      if (more) {
        dealing.post(
            Teller.reverse(
                dealing.ledger(),
                lot.id(),
                targets,
                dealing.programme().shortfall(),
                dealing.now()),
            dealing.because(earning.named().name(), "reward.taken-back", about));
      }
    }
  }

  private List<Long> byLine(Lot lot, Map<String, Long> worths) {
    return lot.parts().stream()
        .map(part -> part.points() - share(part, lines.left(part.line()), worths))
        .toList();
  }

  /** Where an order's lines are no longer kept, it is known only what is left of it all. */
  private List<Long> together(Lot lot) {
    long gross = order.sums().gross().minor();
    long wanted = lot.size() - share(lot.size(), order.sums().net().minor(), gross);
    long[] left = lot.parts().stream().mapToLong(Part::left).toArray();
    long taken = lot.size() - lot.parts().stream().mapToLong(Part::left).sum();
    long[] more = Apportionment.share(Math.max(0, wanted - taken), left);
    var targets = new ArrayList<Long>();
    for (int i = 0; i < more.length; i++) {
      targets.add(lot.parts().get(i).taken() + more[i]);
    }
    return targets;
  }
}
