package habitue.engine.sell.orders;

import habitue.engine.sell.Amounts;
import habitue.engine.sell.Apportionment;
import habitue.engine.sell.Product;
import habitue.engine.sell.orders.Returns.Repayment;
import habitue.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * What refunds come to, worked out anew from the order's lines whenever either changes, in the order
 * in which the refunds were heard. So it does not matter whether a refund came before its order,
 * or before an update of it.
 *
 * A refund that names products gives back each line's share of the gross for the pieces named: of
 * lines of the same product the one with the stated price first, then the others in their order. The
 * last piece takes what rounding left. Where the refund states another price than the line has (a
 * restocking fee was kept), that price counts, but never more than is left of the line. Products the
 * order does not show, or whose lines are no longer kept, count at the refund's own prices; more
 * pieces than the order had of a product are excess. Where one of them has no price either, the amount
 * that the refund states counts instead, or nothing: what it comes to is then not known.
 *
 * A refund that names an amount takes that; one that names neither takes all that is left, spread
 * over what the lines have left. No refund takes more than is left of the whole: the rest is excess.
 */

/** Applies refunds to one order. */
final class Settlement {
  private final List<Line> lines;
  private final List<Repayment> repayments = new ArrayList<>();
  private final String currency;
  private Money left;
  private Money beyond;

  private Settlement(Money left, List<Line> lines) {
    this.left = left;
    this.beyond = Money.zero(left.currency());
    this.lines = new ArrayList<>(lines);
    this.currency = left.currency();
  }

  /**
   * @param left what of the gross is not given back by refunds settled for good
   * @param lines without anything refunded
   */
  static Settlement of(Money left, List<Line> lines, List<Refund> refunds) {
    var settlement = new Settlement(left.minor() < 0 ? Money.zero(left.currency()) : left, lines);
    refunds.forEach(settlement::apply);
    return settlement;
  }

  List<Line> lines() {
    return lines;
  }

  List<Repayment> repayments() {
    return repayments;
  }

  Money given() {
    return repayments.stream().map(Repayment::given).reduce(Money.zero(currency), Amounts::sum);
  }

  private void apply(Refund refund) {
    boolean foreign = foreign(refund, currency);
    beyond = Money.zero(currency);
    if (!refund.named().isEmpty() && (refund.asked() == null || priced(refund, lines, currency))) {
      repay(refund, named(refund, foreign));
    } else if (refund.asked() != null) {
      BigDecimal asked = foreign ? BigDecimal.ZERO : refund.asked();
      repay(refund, orZero(Amounts.at(asked, BigDecimal.ONE, currency)));
    } else {
      repay(refund, left);
      spreadOverLines(repayments.getLast().given());
    }
  }

  /** Whether what a refund comes to on these lines follows from what it says. */
  static boolean resolves(Refund refund, List<Line> lines, String currency) {
    boolean stated = refund.asked() != null;
    boolean named = !refund.named().isEmpty();
    return named && priced(refund, lines, currency)
        || stated && !foreign(refund, currency)
        || !named && !stated;
  }

  /** Whether each product it names is on a line, or has a price of its own. */
  private static boolean priced(Refund refund, List<Line> lines, String currency) {
    boolean ownPrices = !foreign(refund, currency);
    return refund.named().stream()
        .allMatch(named -> ownPrices && named.unitPrice() != null || shows(lines, named.product()));
  }

  private static boolean shows(List<Line> lines, Product product) {
    return lines.stream().anyMatch(line -> line.product().same(product));
  }

  private static boolean foreign(Refund refund, String currency) {
    return refund.currency() != null && !refund.currency().equals(currency);
  }

  private void repay(Refund refund, Money due) {
    Money given = due.compareTo(left) > 0 ? left : due;
    left = left.minus(given);
    repayments.add(new Repayment(refund, given, Amounts.sum(due.minus(given), beyond)));
  }

  /** Prices in another currency say nothing here: its products count as ordered. */
  private Money named(Refund refund, boolean foreign) {
    Money sum = Money.zero(currency);
    for (Refund.Named named : refund.named()) {
      BigDecimal price = foreign ? null : named.unitPrice();
      sum = Amounts.sum(sum, named(new Refund.Named(named.product(), named.quantity(), price)));
    }
    return sum;
  }

  private Money named(Refund.Named named) {
    if (!shows(lines, named.product())) {
      return atOwnPrice(named, named.quantity());
    }
    Money sum = Money.zero(currency);
    BigDecimal wanted = named.quantity();
    int index = next(named);
    while (index >= 0 && (wanted == null || wanted.signum() > 0)) {
      BigDecimal all = lines.get(index).quantityLeft();
      BigDecimal taken = wanted == null ? all : wanted.min(all);
      sum = Amounts.sum(sum, take(index, taken, named.unitPrice()));
      wanted = wanted == null ? null : wanted.subtract(taken);
      index = next(named);
    }
    BigDecimal tooMany = wanted == null ? BigDecimal.ZERO : wanted;
    beyond = Amounts.sum(beyond, atOwnPrice(named, tooMany));
    return sum;
  }

  /** The line of that product with pieces left: one of the stated price first; -1 when none. */
  private int next(Refund.Named named) {
    int other = -1;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.quantityLeft().signum() > 0 && line.product().same(named.product())) {
        if (samePrice(line, named.unitPrice())) {
          return i;
        }
        other = other < 0 ? i : other;
      }
    }
    return other;
  }

  private static boolean samePrice(Line line, @Nullable BigDecimal price) {
    return price == null || line.unitPrice().compareTo(price) == 0;
  }

  private Money take(int index, BigDecimal pieces, @Nullable BigDecimal price) {
    Line line = lines.get(index);
    BigDecimal together = line.refundedQuantity().add(pieces);
    Money due =
        samePrice(line, price)
            ? upTo(line, together).minus(line.refunded())
            : orZero(Amounts.at(price == null ? BigDecimal.ZERO : price, pieces, currency));
    Money given = clamp(due, line.left());
    lines.set(index, line.withRefund(together, line.refunded().plus(given)));
    return given;
  }

  /** What of a line's share so many of its pieces are worth, rounded half away from zero. */
  private Money upTo(Line line, BigDecimal pieces) {
    if (pieces.compareTo(line.quantity()) >= 0) {
      return line.share();
    }
    BigDecimal part =
        line.share()
            .amount()
            .multiply(pieces)
            .divide(line.quantity(), line.share().amount().scale(), RoundingMode.HALF_UP);
    return Money.of(part, currency);
  }

  private static Money clamp(Money due, Money most) {
    Money zero = Money.zero(due.currency());
    Money limit = most.minor() < 0 ? zero : most;
    if (due.minor() < 0) {
      return zero;
    }
    return due.compareTo(limit) > 0 ? limit : due;
  }

  private Money atOwnPrice(Refund.Named named, @Nullable BigDecimal quantity) {
    BigDecimal pieces = quantity == null ? BigDecimal.ONE : quantity;
    BigDecimal price = named.unitPrice();
    return price == null ? Money.zero(currency) : orZero(Amounts.at(price, pieces, currency));
  }

  private void spreadOverLines(Money given) {
    long[] weights = lines.stream().mapToLong(line -> Math.max(0, line.left().minor())).toArray();
    long[] parts = Apportionment.share(given.minor(), weights);
    for (int i = 0; i < parts.length; i++) {
      Line line = lines.get(i);
      Money refunded = line.refunded().plus(new Money(parts[i], currency));
      lines.set(i, line.withRefund(line.quantity().max(BigDecimal.ZERO), refunded));
    }
  }

  private Money orZero(@Nullable Money money) {
    return money == null ? Money.zero(currency) : money;
  }
}
