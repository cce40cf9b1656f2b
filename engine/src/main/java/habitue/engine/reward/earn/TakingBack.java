package habitue.engine.reward.earn;

import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.sell.Apportionment;
import habitue.engine.sell.orders.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/*
 * Each part of an award knows what its line was worth when it was granted. Of its points a line is to
 * keep the share that is left of that worth, whether refunds took the rest, an update or a
 * cancellation. What an award keeps in all is rounded once, half up, and not line by line; the rounding
 * goes to the lines that lost something, and what was called back stays so. So amounts given back one
 * after the other come to what their sum would.
 *
 * It is the awards that are gone through and not the rules: those that an order earned by a rule which
 * was renamed, aimed elsewhere or removed go back with it all the same.
 */

/** Calls back what an order is no longer worth of what it earned, by its document as it stands. */
final class TakingBack {
  private static final int DIGITS = 18;

  /** Beyond this many digits a share is not told from a whole number. */
  private static final int TOLD = 9;

  private final Dealing dealing;
  private final String about;
  private final OrderLines lines;

  TakingBack(Dealing dealing, Order order) {
    this.dealing = dealing;
    this.about = OrderDeeds.name(order.key());
    this.lines = OrderLines.of(order);
  }

  /** Whether a lot was granted for what an order came to; others only name the order. */
  static boolean of(Lot lot, String about) {
    return lot.terms().about().equals(about) && lot.id().endsWith("/" + about);
  }

  /** What each line was worth when its points were granted, by its name. */
  static Map<String, Long> worths(List<Lot> lots) {
    var worths = new HashMap<String, Long>();
    for (Lot lot : lots) {
      lot.parts().forEach(part -> worths.merge(part.line(), part.worth(), Long::sum));
    }
    return worths;
  }

  /** What a part keeps where so much is left of a worth; all of what was for nothing. */
  static BigDecimal kept(Part part, BigDecimal left, long worth) {
    BigDecimal points = BigDecimal.valueOf(part.points());
    BigDecimal whole = BigDecimal.valueOf(worth);
    if (left.signum() < 0) {
      return BigDecimal.ZERO;
    }
    return worth == 0 || left.compareTo(whole) >= 0
        ? points
        : points
            .multiply(left)
            .divide(whole, DIGITS, RoundingMode.HALF_UP)
            .setScale(TOLD, RoundingMode.HALF_UP);
  }

  /** Whole points of a sum of shares. */
  static long rounded(List<BigDecimal> kept) {
    return kept.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  void decide() {
    var rules = new LinkedHashMap<String, List<Lot>>();
    for (Lot lot : dealing.ledger().lots()) {
      if (of(lot, about)) {
        rules.computeIfAbsent(lot.terms().rule(), _ -> new ArrayList<>()).add(lot);
      }
    }
    rules.forEach(this::decide);
  }

  private void decide(String rule, List<Lot> lots) {
    Map<String, Long> worths = worths(lots);
    long all = worths.values().stream().mapToLong(Long::longValue).sum();
    for (Lot lot : lots) {
      List<BigDecimal> kept =
          lot.parts().stream()
              .map(part -> {
                long worth = worths.getOrDefault(part.line(), 0L);
                return kept(part, lines.left(part.line(), worth, all), worth);
              })
              .toList();
      reverse(rule, lot, targets(lot, kept));
    }
  }

  private void reverse(String rule, Lot lot, List<Long> targets) {
    boolean more = false;
    for (int i = 0; i < targets.size(); i++) {
      more |= targets.get(i) > lot.parts().get(i).taken();
    }
    if (more) {
      dealing.post(
          Teller.reverse(
              dealing.ledger(), lot.id(), targets, dealing.programme().shortfall(), dealing.now()),
          dealing.because(rule, "reward.taken-back", about));
    }
  }

  /** How many points of each part are to have been called back. */
  private static List<Long> targets(Lot lot, List<BigDecimal> kept) {
    int parts = kept.size();
    var surely = new long[parts];
    var perhaps = new long[parts];
    long rest = lot.size() - rounded(kept);
    for (int i = 0; i < parts; i++) {
      Part part = lot.parts().get(i);
      surely[i] = Math.max(part.taken(), part.points() - whole(kept.get(i), RoundingMode.CEILING));
      perhaps[i] = part.points() - whole(kept.get(i), RoundingMode.FLOOR) - surely[i];
      rest -= surely[i];
    }
    long[] more = Apportionment.share(Math.max(0, rest), perhaps);
    var targets = new ArrayList<Long>();
    for (int i = 0; i < parts; i++) {
      targets.add(surely[i] + more[i]);
    }
    return targets;
  }

  private static long whole(BigDecimal points, RoundingMode rounding) {
    return points.setScale(0, rounding).longValueExact();
  }
}
