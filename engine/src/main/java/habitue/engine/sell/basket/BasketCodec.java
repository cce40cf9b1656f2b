package habitue.engine.sell.basket;

import habitue.engine.Packing;
import habitue.engine.sell.Product;
import habitue.engine.sell.ProductCodec;
import habitue.model.Money;
import habitue.model.Packer;
import habitue.model.Unpacker;
import java.math.BigDecimal;
import java.time.Instant;

/** Packs carts and checkouts. */
public final class BasketCodec {
  private static final int VERSION = 1;

  private BasketCodec() {}

  public static byte[] write(Basket basket) {
    var to = new Packer().one((byte) VERSION);
    Packing.orNull(basket.cart(), to, BasketCodec::cart);
    Packing.orNull(basket.checkout(), to, BasketCodec::checkout);
    return to.instantOrNull(basket.orderedAt()).bytes();
  }

  public static Basket read(byte[] bytes) {
    var from = new Unpacker(bytes);
    Packing.version(from, VERSION);
    return new Basket(
        Packing.orNull(from, BasketCodec::cart),
        Packing.orNull(from, BasketCodec::checkout),
        from.instantOrNull());
  }

  private static void cart(Cart cart, Packer to) {
    to.textOrNull(cart.id());
    Packing.list(cart.lines(), to, BasketCodec::line);
    to.unsigned(cart.dropped()).text(cart.currency()).signed(cart.value().minor());
    to.instant(cart.changedAt()).text(cart.channel()).text(cart.store());
  }

  private static Cart cart(Unpacker from) {
    String id = from.textOrNull();
    var lines = Packing.list(from, BasketCodec::line);
    long dropped = from.unsigned();
    String currency = from.text();
    return new Cart(
        id,
        lines,
        dropped,
        currency,
        new Money(from.signed(), currency),
        from.instant(),
        from.text(),
        from.text());
  }

  private static void line(CartLine line, Packer to) {
    ProductCodec.write(line.product(), to);
    Packing.decimal(line.quantity(), to);
    Packing.orNull(line.unitPrice(), to, Packing::decimal);
    to.instant(line.changedAt());
  }

  private static CartLine line(Unpacker from) {
    Product product = ProductCodec.read(from);
    BigDecimal quantity = Packing.decimal(from);
    return new CartLine(product, quantity, Packing.orNull(from, Packing::decimal), from.instant());
  }

  private static void checkout(Checkout checkout, Packer to) {
    to.textOrNull(checkout.id()).instant(checkout.startedAt()).instant(checkout.changedAt());
    to.unsigned(checkout.step());
    Packing.orNull(checkout.value(), to, (money, packer) -> packer.money(money));
    to.flag(checkout.payment()).text(checkout.channel()).text(checkout.store());
  }

  private static Checkout checkout(Unpacker from) {
    String id = from.textOrNull();
    Instant startedAt = from.instant();
    Instant changedAt = from.instant();
    int step = from.count();
    Money value = Packing.orNull(from, Unpacker::money);
    return new Checkout(
        id, startedAt, changedAt, step, value, from.flag(), from.text(), from.text());
  }
}
