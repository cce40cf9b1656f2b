package habitue.server.loyalty.vouchers;

import habitue.engine.Texts;
import habitue.engine.reward.earn.RewardCommands;
import habitue.engine.reward.share.Sharing;
import habitue.engine.reward.share.Voucher;
import habitue.engine.sell.orders.OrderKey;
import habitue.engine.sell.orders.Orders;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Reality;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Intake;
import habitue.server.loyalty.vouchers.Vouchers.Read;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * Each use goes by the message that tells it: told again, it is the same, also where the order was
 * undone meanwhile and its code is good again.
 */

/**
 * The door, where an order that a trusted source tells of uses the codes it names: in the same
 * batch, so that none is lost. A code of ours that it could not use is told of whoever ordered.
 * What is no code of a reward is the shop's own affair.
 */
public final class VoucherIntake implements Intake {
  private static final String UNKNOWN = "unknown_code";
  private static final Set<String> REFUSED = Set.of(UNKNOWN, "code_used", "code_void", "code_over");

  private final Intake door;
  private final Vouchers vouchers;
  private final Store store;
  private final Audit audit;

  public VoucherIntake(Intake door, Vouchers vouchers, Store store, Audit audit) {
    this.door = door;
    this.vouchers = vouchers;
    this.store = store;
    this.audit = audit;
  }

  /**
   * A code that an order names.
   *
   * @param place of the event among those that came with it
   * @param read null for one that looks like ours and is nobody's
   */
  private record Named(
      int place,
      Arrival.EventArrival event,
      OrderKey order,
      String plain,
      String programme,
      @Nullable Read read) {
    /** Of the message; one without a number is another each time. */
    String once() {
      String message =
          event.message().text("messageId").orElseGet(() -> UUID.randomUUID().toString());
      String whole = order.store() + "\n" + order.id() + "\n" + message;
      return "order " + Long.toHexString(Texts.hash(whole));
    }

    String source() {
      return event.source().name();
    }
  }

  @Override
  public List<Receipt> accept(List<Arrival> arrivals) {
    var named = new ArrayList<Named>();
    for (int i = 0; i < arrivals.size(); i++) {
      if (arrivals.get(i) instanceof Arrival.EventArrival event && uses(event)) {
        named.addAll(named(i, event));
      }
    }
    if (named.isEmpty()) {
      return door.accept(arrivals);
    }
    var all = new ArrayList<>(arrivals);
    named.forEach(each -> all.addAll(use(each)));
    List<Receipt> receipts = door.accept(all);
    tell(named, receipts, arrivals.size());
    return List.copyOf(receipts.subList(0, arrivals.size()));
  }

  /** A document of an order that was called off uses nothing, nor does a test. */
  private boolean uses(Arrival.EventArrival event) {
    Fields said = event.message();
    return !event.history()
        && event.source().trust().trusted()
        && said.text("event").filter(Orders.PLACING::contains).isPresent()
        && said.fields("properties").text("cancelled_at").isEmpty()
        && event.reality() != Reality.TEST
        && store.context().playbook().traffic().of(Event.of(said), true) != Reality.TEST;
  }

  private List<Named> named(int place, Arrival.EventArrival event) {
    Fields said = event.message().fields("properties");
    String number = Texts.first(said, Texts.KEY, "order_id", "orderId");
    if (number == null || number.isEmpty()) {
      return List.of();
    }
    var order = new OrderKey(Event.of(event.message()).store(event.source()), number);
    return NamedCodes.of(said).stream()
        .flatMap(plain -> named(place, event, order, plain))
        .toList();
  }

  private Stream<Named> named(int place, Arrival.EventArrival event, OrderKey order, String plain) {
    Read read = vouchers.read(plain).orElse(null);
    if (read != null && vouchers.given(read).state() == Voucher.State.UNKNOWN) {
      return Stream.of(new Named(place, event, order, plain, read.programme(), null));
    }
    return read == null
        ? vouchers.forged(plain).stream()
            .map(programme -> new Named(place, event, order, plain, programme, null))
        : Stream.of(new Named(place, event, order, plain, read.programme(), read));
  }

  private static List<Arrival> use(Named named) {
    Read read = named.read;
    OrderKey order = named.order;
    return read == null
        ? List.of()
        : List.of(VoucherDesk.using(read, order.id(), order.store(), named.once(), named.source()));
  }

  /** Told once the outcome is known; of an event that was here before, it was told then. */
  private void tell(List<Named> named, List<Receipt> receipts, int first) {
    var told = new ArrayList<Arrival>();
    int next = first;
    for (Named each : named) {
      String came = each.read == null ? UNKNOWN : came(receipts.get(next++));
      if (REFUSED.contains(came)
          && receipts.get(each.place) instanceof Receipt.Accepted accepted
          && accepted.entity() instanceof CustomerId customer) {
        told.add(told(each, came, customer));
        guessed(each, came, customer);
      }
    }
    if (!told.isEmpty()) {
      door.accept(told);
    }
  }

  private static String came(Receipt receipt) {
    return receipt instanceof Receipt.Accepted accepted
        ? accepted.outcome().text("code").orElse("")
        : "";
  }

  private static Arrival told(Named named, String why, CustomerId customer) {
    Fields details =
        Fields.of(Sharing.PROGRAMME, Value.of(named.programme))
            .with(Sharing.ORDER, named.order.id())
            .with(Sharing.STORE, named.order.store())
            .with(Sharing.CODE, Vouchers.masked(named.plain))
            .with(Sharing.WHY, why);
    String once = "refused " + Long.toHexString(Texts.hash(named.plain)) + " " + named.once();
    return new Arrival.Command(
        customer, RewardCommands.TELL_REFUSED, once, named.source(), details);
  }

  private void guessed(Named named, String why, CustomerId customer) {
    String visitor = vouchers.mark(named.source() + "|" + customer);
    Fields details = Fields.of(VoucherDesk.VISITOR, Value.of(visitor)).with(Sharing.WHY, why);
    audit.record(named.source(), Action.VOUCHER_GUESSED, customer.toString(), details);
  }
}
