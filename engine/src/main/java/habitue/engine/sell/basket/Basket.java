package habitue.engine.sell.basket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cart and the checkout, told apart: one may be left behind without the other.
 *
 * @param cart null when empty
 * @param checkout null when none is open
 * @param orderedAt the latest order that emptied them; what happened up to then is over, even when
 *     told later
 */
public record Basket(
    @Nullable Cart cart, @Nullable Checkout checkout, @Nullable Instant orderedAt) {
  public static final Basket EMPTY = new Basket(null, null, null);
}
