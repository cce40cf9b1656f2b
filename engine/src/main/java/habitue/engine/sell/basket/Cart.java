package habitue.engine.sell.basket;

import habitue.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the cart.
 *
 * @param lines at most {@link #LINES}; what finds no room is counted
 * @param currency of all prices: the latest said
 * @param value of what is in it and has a price, each line rounded by itself
 * @param changedAt when something was last put in or taken out, by the event's own time
 * @param channel where that was, and in which store
 */
public record Cart(
    @Nullable String id,
    List<CartLine> lines,
    long dropped,
    String currency,
    Money value,
    Instant changedAt,
    String channel,
    String store) {
  /** The most lines kept. */
  public static final int LINES = 100;

  public Cart {
    lines = List.copyOf(lines);
  }

  /** How many pieces are in it. */
  public BigDecimal pieces() {
    return lines.stream().map(CartLine::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
