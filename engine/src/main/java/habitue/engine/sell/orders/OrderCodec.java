package habitue.engine.sell.orders;

import habitue.engine.Packing;
import habitue.engine.sell.Product;
import habitue.engine.sell.ProductCodec;
import habitue.engine.sell.orders.Order.Change;
import habitue.engine.sell.orders.Returns.Repayment;
import habitue.model.Money;
import habitue.model.Packer;
import habitue.model.Unpacker;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs one order. Its amounts are written without their currency, which is one for all. Version 2
 * knows whether the time of its content is the document's own; version 3 what is a gift card;
 * version 4 what came back by name of lines no longer kept, and when it was delivered.
 */
final class OrderCodec {
  private final String currency;

  private OrderCodec(String currency) {
    this.currency = currency;
  }

  static void write(Order order, Packer to) {
    to.text(order.key().store()).text(order.key().id());
    to.instant(order.placedAt()).signed(order.day().toEpochDay());
    version(order.version(), to);
    to.text(order.bill().currency());
    bill(order.bill(), to);
    Packing.list(order.lines(), to, OrderCodec::line);
    to.unsigned(order.lineCount());
    returns(order.returns(), to);
    Packing.list(order.changes(), to, OrderCodec::change);
    Packing.orNull(order.rate(), to, Packing::decimal);
    sums(order.sums(), to);
    Packing.orNull(order.home(), to, OrderCodec::home);
    to.instantOrNull(order.deliveredAt());
  }

  static Order read(Unpacker from, int written) {
    var key = new OrderKey(from.text(), from.text());
    Instant placedAt = from.instant();
    LocalDate day = LocalDate.ofEpochDay(from.signed());
    Version version = version(from, written);
    return new OrderCodec(from.text()).rest(key, placedAt, day, version, from, written);
  }

  private Order rest(
      OrderKey key, Instant placedAt, LocalDate day, Version version, Unpacker from, int written) {
    return new Order(
        key,
        placedAt,
        day,
        version,
        bill(from),
        Packing.list(from, each -> line(each, written)),
        from.count(),
        returns(from, written),
        Packing.list(from, this::change),
        Packing.orNull(from, Packing::decimal),
        sums(from),
        Packing.orNull(from, OrderCodec::home),
        written > 3 ? from.instantOrNull() : null);
  }

  private static void version(Version version, Packer to) {
    to.flag(version.completed()).flag(version.placedTrusted());
    to.flag(version.trusted()).flag(version.updated()).flag(version.dated());
    to.instant(version.at()).unsigned(version.position()).signed(version.source());
  }

  private static Version version(Unpacker from, int written) {
    return new Version(
        from.flag(),
        from.flag(),
        from.flag(),
        from.flag(),
        written > 1 && from.flag(),
        from.instant(),
        from.unsigned(),
        (int) from.signed());
  }

  private static void bill(Bill bill, Packer to) {
    to.signed(bill.gross().minor());
    money(bill.shipping(), to);
    money(bill.tax(), to);
    to.flag(bill.taxIncluded());
    money(bill.discount(), to);
    money(bill.total(), to);
    to.textOrNull(bill.coupon());
    money(bill.paidByGiftCard(), to);
    money(bill.paidByPoints(), to);
  }

  private Bill bill(Unpacker from) {
    return new Bill(
        money(from),
        moneyOrNull(from),
        moneyOrNull(from),
        from.flag(),
        moneyOrNull(from),
        moneyOrNull(from),
        from.textOrNull(),
        moneyOrNull(from),
        moneyOrNull(from));
  }

  private static void line(Line line, Packer to) {
    ProductCodec.write(line.product(), to);
    Packing.decimal(line.quantity(), to);
    Packing.decimal(line.unitPrice(), to);
    to.signed(line.amount().minor()).signed(line.share().minor());
    money(line.discount(), to);
    money(line.tax(), to);
    Packing.decimal(line.refundedQuantity(), to);
    to.signed(line.refunded().minor()).flag(line.giftCard());
  }

  private Line line(Unpacker from, int written) {
    Product product = ProductCodec.read(from);
    BigDecimal quantity = Packing.decimal(from);
    BigDecimal unitPrice = Packing.decimal(from);
    return new Line(
        product,
        quantity,
        unitPrice,
        money(from),
        money(from),
        moneyOrNull(from),
        moneyOrNull(from),
        Packing.decimal(from),
        money(from),
        written > 2 && from.flag());
  }

  private static void returns(Returns returns, Packer to) {
    Packing.list(returns.repayments(), to, OrderCodec::repayment);
    to.signed(returns.settled().minor()).signed(returns.excess().minor());
    Packing.texts(returns.refundIds(), to);
    to.instantOrNull(returns.cancelledAt());
    Packing.list(returns.named(), to, OrderCodec::back);
  }

  private static void back(Returns.Back back, Packer to) {
    to.text(back.line()).signed(back.given().minor()).flag(back.wholly());
  }

  private Returns.Back back(Unpacker from) {
    return new Returns.Back(from.text(), money(from), from.flag());
  }

  private Returns returns(Unpacker from, int written) {
    return new Returns(
        Packing.list(from, this::repayment),
        money(from),
        money(from),
        Packing.texts(from),
        from.instantOrNull(),
        written > 3 ? Packing.list(from, this::back) : List.of());
  }

  private static void repayment(Repayment repayment, Packer to) {
    refund(repayment.refund(), to);
    to.signed(repayment.given().minor()).signed(repayment.excess().minor());
  }

  private Repayment repayment(Unpacker from) {
    return new Repayment(refund(from), money(from), money(from));
  }

  static void refund(Refund refund, Packer to) {
    to.textOrNull(refund.id()).instant(refund.at()).unsigned(refund.position());
    Packing.list(refund.named(), to, OrderCodec::named);
    Packing.orNull(refund.asked(), to, Packing::decimal);
    to.textOrNull(refund.currency());
  }

  static Refund refund(Unpacker from) {
    String id = from.textOrNull();
    Instant at = from.instant();
    long position = from.unsigned();
    List<Refund.Named> named = Packing.list(from, OrderCodec::named);
    return new Refund(
        id, at, position, named, Packing.orNull(from, Packing::decimal), from.textOrNull());
  }

  private static void named(Refund.Named named, Packer to) {
    ProductCodec.write(named.product(), to);
    Packing.orNull(named.quantity(), to, Packing::decimal);
    Packing.orNull(named.unitPrice(), to, Packing::decimal);
  }

  private static Refund.Named named(Unpacker from) {
    return new Refund.Named(
        ProductCodec.read(from),
        Packing.orNull(from, Packing::decimal),
        Packing.orNull(from, Packing::decimal));
  }

  private static void change(Change change, Packer to) {
    to.instant(change.at()).unsigned(change.position()).signed(change.difference().minor());
  }

  private Change change(Unpacker from) {
    return new Change(from.instant(), from.unsigned(), money(from));
  }

  private static void home(Sums home, Packer to) {
    to.text(home.gross().currency());
    sums(home, to);
  }

  private static Sums home(Unpacker from) {
    return new OrderCodec(from.text()).sums(from);
  }

  private static void sums(Sums sums, Packer to) {
    to.signed(sums.gross().minor());
    to.signed(sums.refunded().minor());
    to.signed(sums.cancelled().minor());
  }

  private Sums sums(Unpacker from) {
    return new Sums(money(from), money(from), money(from));
  }

  private static void money(@Nullable Money money, Packer to) {
    to.flag(money != null);
    if (money != null) {
      to.signed(money.minor());
    }
  }

  private Money money(Unpacker from) {
    return new Money(from.signed(), currency);
  }

  private @Nullable Money moneyOrNull(Unpacker from) {
    return from.flag() ? money(from) : null;
  }
}
