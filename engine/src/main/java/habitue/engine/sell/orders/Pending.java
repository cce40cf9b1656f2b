package habitue.engine.sell.orders;

import habitue.engine.Lists;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refunds, a cancellation and a delivery that came before their order.
 *
 * @param refunds at most {@link #REFUNDS}; later ones are lost and counted as unreadable
 */
public record Pending(
    OrderKey key,
    List<Refund> refunds,
    @Nullable Instant cancelledAt,
    @Nullable Instant deliveredAt) {
  /** The most refunds kept for one order that has not come. */
  public static final int REFUNDS = 16;

  public Pending {
    refunds = List.copyOf(refunds);
  }

  static Pending of(OrderKey key) {
    return new Pending(key, List.of(), null, null);
  }

  /** Whether it says nothing but that the order was delivered. */
  boolean deliveryOnly() {
    return refunds.isEmpty() && cancelledAt == null;
  }

  Pending delivered(Instant at) {
    return new Pending(key, refunds, cancelledAt, deliveredAt == null ? at : deliveredAt);
  }

  boolean knows(@Nullable String refundId) {
    return refundId != null && refunds.stream().anyMatch(each -> refundId.equals(each.id()));
  }

  Pending plus(Refund refund) {
    return new Pending(key, Lists.plus(refunds, refund), cancelledAt, deliveredAt);
  }

  Pending cancelled(Instant at) {
    return new Pending(key, refunds, cancelledAt == null ? at : cancelledAt, deliveredAt);
  }
}
