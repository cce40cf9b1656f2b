package habitue.server.loyalty.vouchers;

import habitue.model.Fields;
import habitue.server.collect.Intake;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The door, where an order that a trusted source tells of uses the codes it names: in the same
 * batch, so that none is lost. What is no code of a reward is the shop's own affair.
 */
public final class VoucherIntake implements Intake {
  private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");
  private static final int MOST = 10;

  private final Intake door;
  private final Vouchers vouchers;

  public VoucherIntake(Intake door, Vouchers vouchers) {
    this.door = door;
    this.vouchers = vouchers;
  }

  @Override
  public List<Receipt> accept(List<Arrival> arrivals) {
    List<Arrival> uses = arrivals.stream().flatMap(this::uses).toList();
    if (uses.isEmpty()) {
      return door.accept(arrivals);
    }
    var all = new ArrayList<>(arrivals);
    all.addAll(uses);
    return List.copyOf(door.accept(all).subList(0, arrivals.size()));
  }

  private Stream<Arrival> uses(Arrival arrival) {
    if (!(arrival instanceof Arrival.EventArrival event)
        || event.history()
        || !event.source().trust().trusted()
        || !event.message().text("event").filter("Order Completed"::equals).isPresent()) {
      return Stream.empty();
    }
    Fields said = event.message().fields("properties");
    String order = said.text("order_id").or(() -> said.text("orderId")).orElse("");
    return order.isEmpty()
        ? Stream.empty()
        : BETWEEN
            .splitAsStream(said.text("coupon").orElse(""))
            .filter(code -> !code.isEmpty())
            .limit(MOST)
            .flatMap(code -> vouchers.read(code).stream())
            .map(read -> VoucherDesk.using(read, order, event.source().name()));
  }
}
