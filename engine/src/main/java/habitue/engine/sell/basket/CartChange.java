package habitue.engine.sell.basket;

import habitue.engine.Happening;
import habitue.engine.Lists;
import habitue.engine.Texts;
import habitue.engine.sell.Amounts;
import habitue.engine.sell.Product;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event changes in a cart. */
final class CartChange {
  private final Basket basket;
  private final @Nullable Cart old;
  private final Happening happening;
  private final Fields said;
  private final Amounts amounts;

  CartChange(Basket basket, Happening happening) {
    this.basket = basket;
    this.old = basket.cart();
    this.happening = happening;
    this.said = happening.event().properties();
    String currency = old == null ? happening.context().currency() : old.currency();
    this.amounts = new Amounts(said, currency);
  }

  Basket added() {
    Product product = Product.of(said);
    if (!keeps(product)) {
      return basket;
    }
    int index = indexOf(lines(), product);
    CartLine line = line(product, said);
    return with(
        index < 0
            ? Lists.plus(lines(), line)
            : Lists.replaced(lines(), index, together(lines().get(index), line)));
  }

  /** One more of the same; the price last said holds. */
  private static CartLine together(CartLine one, CartLine more) {
    return new CartLine(
        one.product(),
        one.quantity().add(more.quantity()),
        more.unitPrice() == null ? one.unitPrice() : more.unitPrice(),
        more.changedAt().isAfter(one.changedAt()) ? more.changedAt() : one.changedAt());
  }

  /** All of it unless a quantity is said; an older word than the last addition changes nothing. */
  Basket removed() {
    int index = indexOf(lines(), Product.of(said));
    if (index < 0 || happening.at().isBefore(lines().get(index).changedAt())) {
      return basket;
    }
    CartLine line = lines().get(index);
    BigDecimal gone = amounts.number(said, "quantity");
    BigDecimal left = gone == null ? BigDecimal.ZERO : line.quantity().subtract(gone.abs());
    return with(
        left.signum() <= 0
            ? Lists.without(lines(), index)
            : Lists.replaced(
                lines(),
                index,
                new CartLine(line.product(), left, line.unitPrice(), happening.at())));
  }

  /** The cart as it was seen, if it says what was in it. */
  Basket viewed() {
    boolean older = old != null && happening.at().isBefore(old.changedAt());
    if (older || said.value("products").isEmpty()) {
      return basket;
    }
    var lines = new ArrayList<CartLine>();
    for (Value each : said.list("products")) {
      if (each instanceof Fields fields && keeps(Product.of(fields))) {
        lines.add(line(Product.of(fields), fields));
      }
    }
    return with(lines);
  }

  private boolean keeps(Product product) {
    return !product.key().isEmpty() && product.harmless(happening);
  }

  private CartLine line(Product product, Fields fields) {
    BigDecimal quantity = amounts.number(fields, "quantity");
    boolean some = quantity != null && quantity.signum() > 0;
    return new CartLine(
        product,
        quantity != null && some ? quantity : BigDecimal.ONE,
        amounts.number(fields, "price"),
        happening.at());
  }

  private List<CartLine> lines() {
    return old == null ? List.of() : old.lines();
  }

  private Basket with(List<CartLine> lines) {
    String id = Texts.read(said, "cart_id", Texts.KEY);
    int over = Math.max(0, lines.size() - Cart.LINES);
    Instant at = happening.at();
    boolean later = old == null || at.isAfter(old.changedAt());
    var cart =
        new Cart(
            id == null && old != null ? old.id() : id,
            over == 0 ? lines : lines.subList(0, Cart.LINES),
            over + (old == null ? 0 : old.dropped()),
            amounts.currency(),
            value(lines, amounts.currency()),
            later || old == null ? at : old.changedAt(),
            happening.source().channel(),
            happening.source().store());
    return new Basket(lines.isEmpty() ? null : cart, basket.checkout(), basket.orderedAt());
  }

  /** The cart after an order of that instant: only what was put in since then is left. */
  static @Nullable Cart after(@Nullable Cart cart, Instant orderedAt) {
    if (cart == null) {
      return null;
    }
    List<CartLine> left =
        cart.lines().stream().filter(line -> line.changedAt().isAfter(orderedAt)).toList();
    return left.size() == cart.lines().size() ? cart : with(cart, left);
  }

  /** The cart without a product that was bought at a counter. */
  static @Nullable Cart without(@Nullable Cart cart, Product bought) {
    int index = cart == null ? -1 : indexOf(cart.lines(), bought);
    return cart == null || index < 0 ? cart : with(cart, Lists.without(cart.lines(), index));
  }

  private static @Nullable Cart with(Cart cart, List<CartLine> lines) {
    return lines.isEmpty()
        ? null
        : new Cart(
            cart.id(),
            lines,
            cart.dropped(),
            cart.currency(),
            value(lines, cart.currency()),
            cart.changedAt(),
            cart.channel(),
            cart.store());
  }

  private static int indexOf(List<CartLine> lines, Product product) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).product().same(product)) {
        return i;
      }
    }
    return -1;
  }

  private static Money value(List<CartLine> lines, String currency) {
    Money sum = Money.zero(currency);
    for (CartLine line : lines) {
      BigDecimal price = line.unitPrice();
      Money value = price == null ? null : Amounts.at(price, line.quantity(), currency);
      sum = value == null ? sum : Amounts.sum(sum, value);
    }
    return sum;
  }
}
