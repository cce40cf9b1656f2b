package habitue.engine.sell.basket;

import habitue.engine.Happening;
import habitue.engine.sell.Product;
import habitue.model.Fields;
import habitue.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds what the person puts into the cart, and how far they get with paying. */
public final class BasketStep {
  /** An order at a counter takes what was bought out of the cart, and leaves the rest there. */
  private static final Set<String> COUNTERS = Set.of("shop", "till", "service");

  private BasketStep() {}

  /** The same basket when the event does not touch it. Orders come by {@link #ordered}. */
  public static Basket step(Basket basket, Happening happening) {
    if (over(basket.orderedAt(), happening.at())) {
      return basket;
    }
    return switch (happening.event().name()) {
      case "Product Added", "Wishlist Product Added to Cart" -> cart(basket, happening).added();
      case "Product Removed" -> cart(basket, happening).removed();
      case "Cart Viewed" -> cart(basket, happening).viewed();
      case "Checkout Started" -> checkout(basket, happening, true, false);
      case "Checkout Step Viewed", "Checkout Step Completed" ->
          checkout(basket, happening, false, false);
      case "Payment Info Entered" -> checkout(basket, happening, false, true);
      default -> basket;
    };
  }

  private static CartChange cart(Basket basket, Happening happening) {
    return new CartChange(basket, happening);
  }

  private static boolean over(@Nullable Instant orderedAt, Instant at) {
    return orderedAt != null && !at.isAfter(orderedAt);
  }

  private static Basket checkout(
      Basket basket, Happening happening, boolean started, boolean payment) {
    Checkout fresh = CheckoutChange.of(basket.checkout(), happening, started, payment);
    return new Basket(basket.cart(), fresh, basket.orderedAt());
  }

  /** An order told for the first time: what was in cart and checkout up to then is over. */
  public static Basket ordered(Basket basket, Happening happening) {
    if (COUNTERS.contains(happening.source().channel())) {
      return boughtElsewhere(basket, happening);
    }
    Instant at = happening.at();
    Instant orderedAt = over(basket.orderedAt(), at) ? basket.orderedAt() : at;
    Checkout checkout = basket.checkout();
    boolean done = checkout != null && !checkout.changedAt().isAfter(at);
    return new Basket(CartChange.after(basket.cart(), at), done ? null : checkout, orderedAt);
  }

  private static Basket boughtElsewhere(Basket basket, Happening happening) {
    Cart cart = basket.cart();
    List<Value> bought = happening.event().properties().list("products");
    for (Value each : bought) {
      cart = each instanceof Fields said ? CartChange.without(cart, Product.of(said)) : cart;
    }
    return Objects.equals(cart, basket.cart())
        ? basket
        : new Basket(cart, basket.checkout(), basket.orderedAt());
  }
}
