package habitue.engine.reward.earn;

import habitue.engine.Happening;
import habitue.engine.Send;
import habitue.engine.reward.share.UsedBy;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.engine.sell.orders.Orders;
import java.util.List;

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
    boolean was = before.find(key).filter(Order::undone).isPresent();
    boolean is = after.find(key).filter(Order::undone).isPresent();
    return was == is ? List.of() : UsedBy.told(key, was, happening.stamp().strand());
  }
}
