package habitue.engine.sell.orders;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.sell.Amounts;
import habitue.engine.sell.orders.Order.Change;
import habitue.engine.sell.orders.Returns.Repayment;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folds what shops say of orders into the person's documents. */
public final class OrdersStep {
  private static final String RULE = "sell.orders";
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final Happening happening;
  private final Findings findings;
  private final OrdersDraft draft;
  private final Amounts amounts;
  private final Fields said;
  private final @Nullable String number;
  private final @Nullable Order old;
  private final boolean gone;
  private final @Nullable Instant documentAt;

  private OrdersStep(Orders orders, Happening happening, Findings findings) {
    this.happening = happening;
    this.findings = findings;
    this.draft = new OrdersDraft(orders, happening.context().currency());
    this.said = happening.event().properties();
    this.number = OrderKey.named(happening).map(OrderKey::id).orElse(null);
    this.old = number == null ? null : orders.find(key(number)).orElse(null);
    this.gone = number != null && old == null && orders.gone(key(number));
    String currency = happening.context().currency();
    this.amounts = new Amounts(said, old == null ? currency : old.bill().currency());
    this.documentAt = time("updated_at");
  }

  /** The same orders when the event is not about one. */
  public static Orders step(Orders orders, Happening happening, Findings findings) {
    return switch (happening.event().name()) {
      case "Order Completed" -> new OrdersStep(orders, happening, findings).completed();
      case "Order Updated" -> new OrdersStep(orders, happening, findings).updated();
      case "Order Refunded" -> new OrdersStep(orders, happening, findings).refunded();
      case "Order Cancelled" -> new OrdersStep(orders, happening, findings).cancelled();
      case "Order Delivered" -> new OrdersStep(orders, happening, findings).arrived(orders);
      default -> orders;
    };
  }

  /** It says nothing of the goods: no figure changes. */
  private Orders arrived(Orders orders) {
    boolean known = old != null && old.deliveredAt() != null;
    if (!happening.trusted() || number == null || gone || known) {
      return orders;
    }
    if (old == null) {
      Pending waiting = draft.pending(key(number));
      Pending before = waiting == null ? Pending.of(key(number)) : waiting;
      keep(before.delivered(happening.at()));
    } else {
      OrderDraft fresh = OrderDraft.of(old).delivered(happening.at());
      draft.put(old, fresh.settled(happening.context(), draft.homeCurrency()));
    }
    return draft.done();
  }

  private Orders completed() {
    delivered();
    if (gone) {
      draft.repeated();
    } else if (old == null) {
      placed(OrderKey.of(happening), version(true, false));
    } else if (old.version().repeatedBy(happening.trusted())
        && !old.version().olderThan(version(true, false))) {
      draft.repeated();
    } else {
      replaced(old);
    }
    return done();
  }

  private void delivered() {
    if (happening.trusted()) {
      Doorstep.ofOrder(said).ifPresent(draft::delivered);
    }
  }

  /** A better word of the same order: from when it was really placed, in the better content. */
  private void replaced(Order old) {
    Version version = version(true, false);
    OrderDraft document = OrderDraft.of(old);
    OrderDraft fresh =
        old.version().holdsAgainst(version)
            ? document.placed(placedAt(), old.version().placedBy(happening.trusted()))
            : document.with(read(old), version).placed(placedAt(), version);
    changed(old, fresh);
  }

  private Orders updated() {
    delivered();
    if (number == null) {
      draft.unreadable(1);
      return done();
    }
    if (gone) {
      draft.repeated();
    } else if (old == null) {
      placed(key(number), version(false, true));
    } else {
      updated(old);
    }
    return done();
  }

  private void updated(Order old) {
    Version version = old.version();
    Version fresh = version(version.completed(), true).placing(version.placedTrusted());
    if (version.outranks(fresh)) {
      draft.repeated();
    } else {
      OrderDraft content = OrderDraft.of(old).with(read(old), fresh);
      boolean reopened = reopens(old.returns().cancelledAt(), fresh);
      changed(old, reopened ? content.reopened() : content);
    }
  }

  /** A later document that says outright that it is not cancelled takes the cancellation back. */
  private boolean reopens(@Nullable Instant cancelledAt, Version fresh) {
    return cancelledAt != null
        && fresh.dated()
        && fresh.trusted()
        && said.values().get("cancelled_at") instanceof Value.Nothing
        && fresh.at().isAfter(cancelledAt);
  }

  private Version version(boolean completed, boolean updated) {
    boolean trusted = happening.trusted();
    return new Version(
        completed,
        trusted,
        trusted,
        updated,
        documentAt != null,
        documentAt == null ? happening.at() : documentAt,
        happening.position(),
        happening.source().number());
  }

  /** When the order was placed, where a shop says that of one we hear of only now. */
  private Instant placedAt() {
    Instant placed = time("placed_at");
    return placed == null || placed.isAfter(happening.at()) ? happening.at() : placed;
  }

  /** A time of the document; only a trusted source may say one. */
  private @Nullable Instant time(String name) {
    String text = happening.trusted() ? said.text(name).orElse("") : "";
    try {
      Instant time = text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
      return time == null || time.isBefore(Instant.EPOCH) || time.isAfter(LAST) ? null : time;
    } catch (DateTimeException notTime) {
      draft.unreadable(1);
      return null;
    }
  }

  private void placed(OrderKey key, Version version) {
    OrderReader.Content content = read(null);
    Pending waiting = draft.pending(key);
    List<Refund> refunds = waiting == null ? List.of() : waiting.refunds();
    var fresh =
        new OrderDraft(
            key,
            placedAt(),
            version,
            content.bill(),
            content.lines(),
            content.lineCount(),
            refunds,
            returns(content.bill().currency(), waiting),
            List.of(),
            waiting == null ? null : waiting.deliveredAt());
    boolean reopened = waiting != null && reopens(waiting.cancelledAt(), version);
    OrderDraft whole = reopened ? fresh.reopened() : fresh;
    Order order = whole.settled(happening.context(), draft.homeCurrency());
    draft.put(null, order);
    state("Order Placed", order, OrderFacts.write(OrderDocument.of(order)));
    if (waiting != null) {
      draft.forget(waiting);
      waited(order, waiting);
    }
  }

  private static Returns returns(String currency, @Nullable Pending waiting) {
    Returns none = Returns.none(currency);
    if (waiting == null) {
      return none;
    }
    Returns heard = none;
    for (Refund refund : waiting.refunds()) {
      heard = refund.id() == null ? heard : heard.heard(refund.id());
    }
    return waiting.cancelledAt() == null ? heard : heard.cancelled(waiting.cancelledAt());
  }

  /** What came before its order is stated once that is here. */
  private void waited(Order order, Pending waiting) {
    for (Refund refund : waiting.refunds()) {
      Repayment repayment =
          order.returns().repayments().stream()
              .filter(each -> each.refund().equals(refund))
              .findFirst()
              .orElse(new Repayment(refund, zero(order), zero(order)));
      refundStated(order, order.lines(), repayment);
    }
    if (order.returns().cancelledAt() != null) {
      state("Order Cancelled", order, OrderFacts.write(OrderDocument.of(order)));
    }
  }

  private static Money zero(Order order) {
    return Money.zero(order.bill().currency());
  }

  private OrderReader.Content read(@Nullable Order old) {
    return new OrderReader(said, amounts, old).read();
  }

  private void changed(Order old, OrderDraft fresh) {
    Order settled = fresh.settled(happening.context(), draft.homeCurrency());
    OrderDocument before = OrderDocument.of(old);
    if (OrderDocument.of(settled).equals(before)) {
      draft.put(old, settled);
      return;
    }
    boolean comparable = old.bill().currency().equals(settled.bill().currency());
    Money difference =
        comparable ? Amounts.difference(settled.gross(), old.gross()) : settled.gross();
    var change = new Change(happening.at(), happening.position(), difference);
    Order order = fresh.changed(change).settled(happening.context(), draft.homeCurrency());
    draft.put(old, order);
    Fields details =
        OrderFacts.write(OrderDocument.of(order))
            .with("change", Fields.of("difference", Value.of(difference.amount())));
    state("Order Changed", order, details);
  }

  private Orders refunded() {
    Refund refund = new RefundReader(happening, amounts).read();
    if (number == null || gone) {
      refundWithoutOrder(refund);
      return done();
    }
    if (old == null) {
      waits(key(number), refund);
    } else if (old.returns().knows(refund.id())) {
      draft.repeated();
    } else {
      refunded(old, refund);
    }
    return done();
  }

  private void refunded(Order old, Refund refund) {
    Order order =
        OrderDraft.of(old).refunded(refund).settled(happening.context(), draft.homeCurrency());
    draft.put(old, order);
    Money given = Amounts.difference(order.sums().refunded(), old.sums().refunded());
    Money excess = Amounts.difference(order.returns().excess(), old.returns().excess());
    refundStated(order, old.lines(), new Repayment(refund, given, excess));
  }

  /**
   * @param lines it was settled on: with the last of many refunds the order loses them
   */
  private void refundStated(Order order, List<Line> lines, Repayment repayment) {
    Fields document = OrderFacts.write(OrderDocument.of(order));
    state("Order Refunded", order, document.with("refund", refundFields(lines, repayment)));
  }

  private static Fields refundFields(List<Line> lines, Repayment repayment) {
    Refund refund = repayment.refund();
    Money given = repayment.given();
    boolean resolved = Settlement.resolves(refund, lines, given.currency());
    var to = new OrderFacts.Writer();
    to.text("refund_id", refund.id());
    to.text("refunded_at", refund.at().toString());
    to.money("amount", resolved || !given.isZero() ? given : null);
    to.money("beyond", repayment.excess());
    if (!resolved) {
      to.put("unresolved", Value.of(true));
    }
    to.put("lines", OrderFacts.named(refund));
    return to.fields();
  }

  private void waits(OrderKey key, Refund refund) {
    Pending old = draft.pending(key);
    Pending before = old == null ? Pending.of(key) : old;
    if (before.knows(refund.id())) {
      draft.repeated();
    } else if (before.refunds().size() == Pending.REFUNDS) {
      draft.unreadable(1);
    } else {
      keep(before.plus(refund));
    }
  }

  private void keep(Pending waiting) {
    Pending longest = draft.keep(waiting);
    if (longest != null) {
      longest.refunds().forEach(this::refundWithoutOrder);
    }
  }

  private void refundWithoutOrder(Refund refund) {
    if (draft.knowsUnmatched(refund.id())) {
      draft.repeated();
      return;
    }
    String currency = refund.currency() == null ? draft.homeCurrency() : refund.currency();
    Money worth = RefundReader.worth(refund, currency);
    draft.unmatched(refund, worth);
    findings.add(
        "Refund Without Order",
        refund.at(),
        happening,
        RULE,
        Fields.of("key", Value.of("sell.refund-without-order")),
        withoutOrder(refund, worth));
  }

  private Fields withoutOrder(Refund refund, @Nullable Money worth) {
    var to = new OrderFacts.Writer();
    to.text("refund_id", refund.id());
    to.text("store", happening.store());
    to.text("refunded_at", refund.at().toString());
    if (worth != null) {
      to.text("currency", worth.currency());
      to.money("amount", worth);
      inBrandCurrency(to, refund.at(), worth);
    }
    to.put("lines", OrderFacts.named(refund));
    return to.fields();
  }

  private void inBrandCurrency(OrderFacts.Writer to, Instant at, Money worth) {
    String home = draft.homeCurrency();
    LocalDate day = LocalDate.ofInstant(at, happening.context().zone());
    BigDecimal rate = happening.context().rates().rate(worth.currency(), home, day).orElse(null);
    Money converted = rate == null ? null : Amounts.at(rate, worth, home);
    if (converted != null) {
      to.text("brand_currency", home);
      to.money("brand_amount", converted);
    }
  }

  private Orders cancelled() {
    if (number == null) {
      draft.unreadable(1);
      return done();
    }
    if (gone) {
      draft.repeated();
    } else if (old == null) {
      Pending waiting = draft.pending(key(number));
      Pending before = waiting == null ? Pending.of(key(number)) : waiting;
      keep(before.cancelled(happening.at()));
    } else if (old.returns().cancelledAt() != null
        || old.version().supersedes(version(false, true))) {
      draft.repeated();
    } else {
      cancelled(old);
    }
    return done();
  }

  private void cancelled(Order old) {
    Order order =
        OrderDraft.of(old)
            .cancelled(happening.at())
            .settled(happening.context(), draft.homeCurrency());
    draft.put(old, order);
    state("Order Cancelled", order, OrderFacts.write(OrderDocument.of(order)));
  }

  private void state(String name, Order order, Fields details) {
    Fields words = Fields.of("key", Value.of(RULE)).with("order", order.key().id());
    boolean placing = name.equals("Order Placed");
    Instant at = placing ? order.placedAt() : happening.at();
    findings.add(name, at, happening, RULE, words, details);
  }

  private OrderKey key(String number) {
    return new OrderKey(happening.store(), number);
  }

  private Orders done() {
    draft.unreadable(amounts.unreadable() > 0 ? 1 : 0);
    return draft.done();
  }
}
