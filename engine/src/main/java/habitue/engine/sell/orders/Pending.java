package habitue.engine.sell.orders;

import habitue.engine.Lists;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refunds and a cancellation that came before their order.
 *
 * @param refunds at most {@link #REFUNDS}; later ones are lost and counted as unreadable
 */
public record Pending(OrderKey key, List<Refund> refunds, @Nullable Instant cancelledAt) {
  /** The most refunds kept for one order that has not come. */
  public static final int REFUNDS = 16;

  public Pending {
    refunds = List.copyOf(refunds);
  }

  boolean knows(@Nullable String refundId) {
    return refundId != null && refunds.stream().anyMatch(each -> refundId.equals(each.id()));
  }

  Pending plus(Refund refund) {
    return new Pending(key, Lists.plus(refunds, refund), cancelledAt);
  }

  Pending cancelled(Instant at) {
    return new Pending(key, refunds, cancelledAt == null ? at : cancelledAt);
  }
}
