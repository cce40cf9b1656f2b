package habitue.engine.sell.basket;

import habitue.engine.sell.Product;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product in the cart.
 *
 * @param unitPrice as said, unrounded; null when not said
 * @param changedAt when its quantity last changed
 */
public record CartLine(
    Product product, BigDecimal quantity, @Nullable BigDecimal unitPrice, Instant changedAt) {}
