package habitue.engine.sell.basket;

import habitue.model.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A checkout begun and not yet an order.
 *
 * @param id the shop's number for it or for the order to be; null when not said
 * @param step the furthest step seen; 0 before any
 * @param value as said; null when not
 * @param payment whether payment details were entered
 */
public record Checkout(
    @Nullable String id,
    Instant startedAt,
    Instant changedAt,
    int step,
    @Nullable Money value,
    boolean payment,
    String channel,
    String store) {}
