package habitue.engine.reward.earn;

import habitue.engine.Happening;
import habitue.engine.Send;
import habitue.engine.reward.share.UsedBy;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.engine.sell.orders.Orders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the codes that an order used once it came back as a whole, and once it is back. */
public final class Undoing {
  private Undoing() {}

  /** What an event makes of the order it is about; only a trusted source is believed. */
  public static List<Send> told(Orders before, Orders after, Happening happening) {
    OrderKey key = OrderKey.named(happening).orElse(null);
    if (key == null
        || !happening.trusted()
        || !OrderDeeds.ABOUT_ORDERS.contains(happening.event().name())) {
      return List.of();
    }
    boolean was = undone(before.find(key).orElse(null));
    boolean is = undone(after.find(key).orElse(null));
    return was == is ? List.of() : UsedBy.told(key, was, happening.stamp().strand());
  }

  /** An order that a code paid for whole is worth nothing, and is not undone. */
  private static boolean undone(@Nullable Order order) {
    return order != null
        && (order.returns().cancelledAt() != null
            || order.sums().gross().minor() > 0 && order.sums().net().minor() <= 0);
  }
}
