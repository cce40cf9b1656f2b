package habitue.engine.sell.orders;

import habitue.engine.Texts;
import habitue.engine.sell.Amounts;
import habitue.engine.sell.Apportionment;
import habitue.engine.sell.Product;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an Order Completed or Order Updated says (Segment's e-commerce specification). What an
 * update does not say stays as it was.
 */
final class OrderReader {
  private final Fields said;
  private final Amounts amounts;
  private final @Nullable Order old;

  OrderReader(Fields said, Amounts amounts, @Nullable Order old) {
    this.said = said;
    this.amounts = amounts;
    this.old = old != null && old.bill().currency().equals(amounts.currency()) ? old : null;
  }

  /**
   * What was read.
   *
   * @param lines with their shares of the gross, and nothing refunded
   */
  record Content(Bill bill, List<Line> lines, int lineCount) {}

  Content read() {
    boolean saysLines = said.value("products").isPresent() || old == null;
    List<Line> lines = saysLines ? lines() : keptLines();
    Bill before = old == null ? null : old.bill();
    var bill =
        new Bill(
            gross(saysLines ? lines : null),
            said(amounts.money(said, "shipping"), before == null ? null : before.shipping()),
            said(amounts.money(said, "tax"), before == null ? null : before.tax()),
            taxIncluded(before),
            said(amounts.money(said, "discount"), before == null ? null : before.discount()),
            said(amounts.money(said, "total"), before == null ? null : before.total()),
            said(Texts.read(said, "coupon", Texts.NAME), before == null ? null : before.coupon()),
            said(paidBy("gift_card"), before == null ? null : before.paidByGiftCard()),
            said(paidBy("points"), before == null ? null : before.paidByPoints()));
    int count = saysLines || old == null ? lines.size() : old.lineCount();
    return new Content(bill, shared(lines, bill.gross()), count);
  }

  private static <T> @Nullable T said(@Nullable T fresh, @Nullable T before) {
    return fresh == null ? before : fresh;
  }

  private boolean taxIncluded(@Nullable Bill before) {
    return said.flag("tax_included")
        .or(() -> said.flag("taxes_included"))
        .orElse(before != null && before.taxIncluded());
  }

  private Money gross(@Nullable List<Line> lines) {
    Money stated = amounts.money(said, "revenue", "subtotal");
    if (stated != null) {
      return stated;
    }
    boolean linesSay = lines != null && !lines.isEmpty();
    Money total = linesSay ? null : amounts.money(said, "total");
    if (total != null) {
      return goodsOf(total);
    }
    return lines == null ? unchanged() : ofLines(lines);
  }

  private Money unchanged() {
    return old == null ? amounts.zero() : old.gross();
  }

  private Money goodsOf(Money total) {
    Money shipping = amounts.money(said, "shipping");
    Money tax = taxIncluded(null) ? null : amounts.money(said, "tax");
    Money goods = shipping == null ? total : Amounts.difference(total, shipping);
    return tax == null ? goods : Amounts.difference(goods, tax);
  }

  /** The order's discount comes off, unless its lines say theirs. */
  private Money ofLines(List<Line> lines) {
    Money sum = lines.stream().map(Line::amount).reduce(amounts.zero(), Amounts::sum);
    Money discount = amounts.money(said, "discount");
    boolean ofLines = lines.stream().anyMatch(line -> line.discount() != null);
    return discount == null || ofLines ? sum : Amounts.difference(sum, discount);
  }

  private @Nullable Money paidBy(String means) {
    Money stated = amounts.money(said, "paid_by_" + means);
    return stated == null ? amongPayments(means) : stated;
  }

  /** Or a list of payments, each with its method and amount. */
  private @Nullable Money amongPayments(String means) {
    Money sum = null;
    for (Value each : said.list("payments")) {
      if (each instanceof Fields payment && payment.text("method").orElse("").equals(means)) {
        Money amount = amounts.money(payment, "amount");
        sum = amount == null || sum == null ? said(amount, sum) : Amounts.sum(sum, amount);
      }
    }
    return sum;
  }

  private List<Line> lines() {
    var lines = new ArrayList<Line>();
    for (Value each : said.list("products")) {
      if (each instanceof Fields fields) {
        lines.add(line(fields));
      }
    }
    return lines;
  }

  private Line line(Fields fields) {
    BigDecimal quantity = amounts.number(fields, "quantity");
    BigDecimal price = amounts.number(fields, "price");
    Money discount = amounts.money(fields, "discount");
    BigDecimal pieces = quantity == null ? BigDecimal.ONE : quantity;
    BigDecimal each = price == null ? BigDecimal.ZERO : price;
    Money full = amounts.times(pieces, each);
    Money amount = discount == null ? full : Amounts.difference(full, discount);
    Money tax = amounts.money(fields, "tax");
    Money zero = amounts.zero();
    return new Line(
        Product.of(fields),
        pieces,
        each,
        amount,
        amount,
        discount,
        tax,
        BigDecimal.ZERO,
        zero,
        giftCard(fields));
  }

  private static boolean giftCard(Fields fields) {
    return fields.flag("gift_card").or(() -> fields.flag("giftCard")).orElse(false);
  }

  private List<Line> keptLines() {
    Money zero = amounts.zero();
    return old == null
        ? List.of()
        : old.lines().stream().map(line -> line.withRefund(BigDecimal.ZERO, zero)).toList();
  }

  /** Shares the gross out where the lines do not add up to it. */
  private static List<Line> shared(List<Line> lines, Money gross) {
    Money sum = lines.stream().map(Line::amount).reduce(Money.zero(gross.currency()), Amounts::sum);
    if (sum.equals(gross)) {
      return lines.stream().map(line -> line.withShare(line.amount())).toList();
    }
    long[] weights = lines.stream().mapToLong(line -> line.amount().minor()).toArray();
    long[] shares = Apportionment.share(gross.minor(), weights);
    var shared = new ArrayList<Line>();
    for (int i = 0; i < shares.length; i++) {
      shared.add(lines.get(i).withShare(new Money(shares[i], gross.currency())));
    }
    return shared;
  }
}
