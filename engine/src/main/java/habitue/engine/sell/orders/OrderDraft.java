package habitue.engine.sell.orders;

import habitue.engine.Context;
import habitue.engine.Lists;
import habitue.engine.sell.Amounts;
import habitue.engine.sell.orders.Order.Change;
import habitue.engine.sell.orders.Returns.Repayment;
import habitue.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an order's document whole from what was said of it: applies what came back, and converts.
 *
 * @param lines with nothing refunded, or none when they are no longer kept
 * @param refunds all that are kept one by one
 * @param returns what is known besides: settled for good, numbers, cancellation
 * @param deliveredAt null before
 */
record OrderDraft(
    OrderKey key,
    Instant placedAt,
    Version version,
    Bill bill,
    List<Line> lines,
    int lineCount,
    List<Refund> refunds,
    Returns returns,
    List<Change> changes,
    @Nullable Instant deliveredAt) {

  static OrderDraft of(Order order) {
    Money zero = Money.zero(order.bill().currency());
    return new OrderDraft(
        order.key(),
        order.placedAt(),
        order.version(),
        order.bill(),
        order.lines().stream().map(line -> line.withRefund(BigDecimal.ZERO, zero)).toList(),
        order.lineCount(),
        order.returns().refunds(),
        order.returns(),
        order.changes(),
        order.deliveredAt());
  }

  OrderDraft with(OrderReader.Content content, Version fresh) {
    return new OrderDraft(
        key,
        placedAt,
        fresh,
        content.bill(),
        content.lines(),
        content.lineCount(),
        refunds,
        inCurrency(returns, content.bill().currency()),
        changes,
        deliveredAt);
  }

  /** An update in another currency takes along no amounts settled in the old one. */
  private static Returns inCurrency(Returns old, String currency) {
    return old.settled().currency().equals(currency)
        ? old
        : new Returns(
            List.of(),
            Money.zero(currency),
            Money.zero(currency),
            old.refundIds(),
            old.cancelledAt(),
            List.of());
  }

  OrderDraft placed(Instant at, Version fresh) {
    return new OrderDraft(
        key, at, fresh, bill, lines, lineCount, refunds, returns, changes, deliveredAt);
  }

  OrderDraft changed(Change change) {
    List<Change> kept =
        changes.isEmpty() || changes.getLast().difference().currency().equals(bill.currency())
            ? changes
            : List.of();
    return new OrderDraft(
        key,
        placedAt,
        version,
        bill,
        lines,
        lineCount,
        refunds,
        returns,
        Lists.last(Lists.plus(kept, change), Order.CHANGES),
        deliveredAt);
  }

  OrderDraft refunded(Refund refund) {
    return new OrderDraft(
        key,
        placedAt,
        version,
        bill,
        lines,
        lineCount,
        Lists.plus(refunds, refund),
        refund.id() == null ? returns : returns.heard(refund.id()),
        changes,
        deliveredAt);
  }

  /** The first word of it counts. */
  OrderDraft delivered(Instant at) {
    Instant first = deliveredAt == null ? at : deliveredAt;
    return new OrderDraft(
        key, placedAt, version, bill, lines, lineCount, refunds, returns, changes, first);
  }

  OrderDraft cancelled(Instant at) {
    return new OrderDraft(
        key,
        placedAt,
        version,
        bill,
        lines,
        lineCount,
        refunds,
        returns.cancelled(at),
        changes,
        deliveredAt);
  }

  /** Not cancelled after all. */
  OrderDraft reopened() {
    return new OrderDraft(
        key,
        placedAt,
        version,
        bill,
        lines,
        lineCount,
        refunds,
        returns.cancelled(null),
        changes,
        deliveredAt);
  }

  Order settled(Context context, String home) {
    Money settledOnly = min(returns.settled(), bill.gross());
    Settlement settlement =
        Settlement.of(Amounts.difference(bill.gross(), settledOnly), lines, refunds);
    Money refunded = Amounts.sum(settledOnly, settlement.given());
    Money cancelled =
        returns.cancelledAt() == null
            ? Money.zero(bill.currency())
            : Amounts.difference(bill.gross(), refunded);
    var sums = new Sums(bill.gross(), refunded, cancelled);
    LocalDate day = LocalDate.ofInstant(placedAt, context.zone());
    BigDecimal rate = context.rates().rate(bill.currency(), home, day).orElse(null);
    var order =
        new Order(
            key,
            placedAt,
            day,
            version,
            bill,
            settlement.lines(),
            lineCount,
            returns(settlement, settledOnly),
            changes,
            rate,
            sums,
            rate == null ? null : home(sums, rate, home),
            deliveredAt);
    boolean full = refunds.size() <= Returns.REPAYMENTS && order.linesKept();
    return full ? order : order.withoutLines();
  }

  private Returns returns(Settlement settlement, Money settledOnly) {
    Money excess =
        settlement.repayments().stream()
            .map(Repayment::excess)
            .reduce(earlierExcess(), Amounts::sum);
    return new Returns(
        settlement.repayments(),
        settledOnly,
        excess,
        returns.refundIds(),
        returns.cancelledAt(),
        returns.named());
  }

  /** The excess of refunds that are no longer kept; of those that are it is worked out anew. */
  private Money earlierExcess() {
    return returns.repayments().stream()
        .map(Repayment::excess)
        .reduce(returns.excess(), Amounts::difference);
  }

  private static Money min(Money one, Money other) {
    Money floor = Money.zero(one.currency());
    Money most = other.minor() < 0 ? floor : other;
    return one.compareTo(most) > 0 ? most : one;
  }

  /** Refunded and cancelled are converted together, so that what nets to nothing does so here. */
  private static @Nullable Sums home(Sums sums, BigDecimal rate, String home) {
    Money gross = Amounts.at(rate, sums.gross(), home);
    Money refunded = Amounts.at(rate, sums.refunded(), home);
    Money gone = Amounts.at(rate, Amounts.sum(sums.refunded(), sums.cancelled()), home);
    return gross == null || refunded == null || gone == null
        ? null
        : new Sums(gross, refunded, Amounts.difference(gone, refunded));
  }
}
