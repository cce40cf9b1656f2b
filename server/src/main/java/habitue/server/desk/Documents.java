package habitue.server.desk;

import habitue.engine.sell.orders.Bill;
import habitue.engine.sell.orders.OrderKey;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.Pending;
import habitue.engine.sell.orders.Refund;
import habitue.engine.sell.orders.Returns.Repayment;
import habitue.engine.sell.orders.Sums;
import habitue.model.CustomerId;
import habitue.model.Money;
import habitue.server.console.view.Order;
import habitue.server.console.view.Order.Extra;
import habitue.server.console.view.Order.ExtraKind;
import habitue.server.console.view.Order.Line;
import habitue.server.console.view.Order.Return;
import habitue.server.console.view.Order.Status;
import habitue.server.desk.Provenance.Told;
import habitue.warehouse.report.OrderLines;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Someone's orders as documents: from their state, the lines of old ones from the tables. */
final class Documents {
  private static final int NAMED = 5;

  private final OrderLines oldLines;
  private final Keys keys;
  private final String currency;

  Documents(OrderLines oldLines, Keys keys, String currency) {
    this.oldLines = oldLines;
    this.keys = keys;
    this.currency = currency;
  }

  /** Newest first, refunds of orders that never came among them. */
  List<Order> of(CustomerId id, Orders orders, Provenance provenance) {
    boolean whole = orders.kept().allMatch(habitue.engine.sell.orders.Order::linesKept);
    Map<OrderKey, List<habitue.engine.sell.orders.Line>> old = whole ? Map.of() : oldLines.of(id);
    var documents = new ArrayList<Order>();
    orders.kept().forEach(order -> documents.add(document(order, old, provenance)));
    orders.pending().stream()
        .filter(pending -> !pending.refunds().isEmpty())
        .forEach(pending -> documents.add(unknown(pending)));
    documents.sort(Comparator.comparing(Order::at).reversed());
    return documents;
  }

  private Order document(
      habitue.engine.sell.orders.Order order,
      Map<OrderKey, List<habitue.engine.sell.orders.Line>> old,
      Provenance provenance) {
    Told told = provenance.at(order.version().position());
    Sums home = order.home();
    var lines = order.linesKept() ? order.lines() : old.getOrDefault(order.key(), order.lines());
    return new Order(
        key(order.key()),
        order.key().id(),
        order.key().store(),
        told == null ? "" : told.source().channel(),
        order.placedAt(),
        status(order.status()),
        home == null ? null : home.gross(),
        order.sums().gross(),
        home == null ? Money.zero(currency) : home.refunded().plus(home.cancelled()),
        extras(order.bill()),
        order.lineCount(),
        lines.stream().map(Documents::line).toList(),
        order.returns().repayments().stream().map(Documents::back).toList());
  }

  private Order unknown(Pending pending) {
    List<Return> returns = pending.refunds().stream().map(this::awaiting).toList();
    Money back =
        returns.stream()
            .map(Return::amount)
            .filter(amount -> amount.currency().equals(currency))
            .reduce(Money.zero(currency), Money::plus);
    Money none = Money.zero(currency);
    return new Order(
        key(pending.key()),
        pending.key().id(),
        pending.key().store(),
        "",
        pending.refunds().getFirst().at(),
        Status.UNKNOWN,
        none,
        none,
        back,
        List.of(),
        0,
        List.of(),
        returns);
  }

  private String key(OrderKey key) {
    return keys.name("order", key.store(), key.id());
  }

  private static Status status(habitue.engine.sell.orders.Order.Status status) {
    return switch (status) {
      case PLACED -> Status.PLACED;
      case PARTLY_REFUNDED -> Status.PARTLY_REFUNDED;
      case REFUNDED -> Status.REFUNDED;
      case CANCELLED -> Status.CANCELLED;
    };
  }

  private static List<Extra> extras(Bill bill) {
    return Stream.of(
            extra(ExtraKind.SHIPPING, bill.shipping()),
            extra(bill.taxIncluded() ? ExtraKind.TAX_INCLUDED : ExtraKind.TAX, bill.tax()),
            extra(ExtraKind.DISCOUNT, bill.discount()),
            extra(ExtraKind.GIFT_CARD, bill.paidByGiftCard()),
            extra(ExtraKind.POINTS, bill.paidByPoints()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Extra extra(ExtraKind kind, @Nullable Money amount) {
    return amount == null || amount.isZero() ? null : new Extra(kind, amount);
  }

  private static Line line(habitue.engine.sell.orders.Line line) {
    return new Line(
        line.product().key(),
        Texts.orEmpty(line.product().name()),
        Texts.orEmpty(line.product().category()),
        line.quantity(),
        line.refundedQuantity(),
        line.unitPrice(),
        line.amount());
  }

  private static Return back(Repayment repayment) {
    return back(repayment.refund(), repayment.given());
  }

  private Return awaiting(Refund refund) {
    String in = refund.currency() == null ? currency : refund.currency();
    BigDecimal worth =
        refund.asked() != null
            ? refund.asked()
            : refund.named().stream()
                .filter(named -> named.quantity() != null && named.unitPrice() != null)
                .map(named -> named.quantity().multiply(named.unitPrice()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    return back(refund, Money.of(worth, in));
  }

  private static Return back(Refund refund, Money amount) {
    String about =
        refund.named().stream()
            .map(named ->
                named.product().name() == null ? named.product().key() : named.product().name())
            .limit(NAMED)
            .collect(Collectors.joining(", "));
    BigDecimal quantity =
        refund.named().stream()
            .map(Refund.Named::quantity)
            .filter(Objects::nonNull)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Return(refund.at(), Texts.orEmpty(refund.id()), about, quantity, amount);
  }
}
