package habitue.engine.reward.share;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Packing;
import habitue.engine.Pledge;
import habitue.engine.Send;
import habitue.engine.Step;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Packer;
import habitue.model.SharedId;
import habitue.model.Stamp;
import habitue.model.Unpacker;
import habitue.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Frees the codes of an order that came back as a whole, and uses them again for one that is back.
 * A code looks for itself whether it is still that order's, so nothing said twice or late frees it
 * from another.
 */
public final class UsedByBehaviour implements Behaviour<UsedBy> {
  private static final int VERSION = 1;
  private static final int WRITTEN = 1;
  private static final String NOTED = "Voucher Noted";

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public UsedBy initial(EntityId id) {
    return UsedBy.none((SharedId) id);
  }

  @Override
  public Step<UsedBy> step(Context context, UsedBy order, Input input) {
    if (!(input instanceof Input.Recorded(JournalRecord(Stamp stamp, Body.Delivered told)))) {
      return Step.to(order);
    }
    return switch (told.name()) {
      case UsedBy.NOTE -> noted(order, stamp, told);
      case UsedBy.UNDONE -> turned(order, stamp, told, Sharing.FREE);
      case UsedBy.BACK -> turned(order, stamp, told, Sharing.USE);
      default -> Step.to(order);
    };
  }

  /** An order that is undone uses none. Of one without a store nobody knows that it is the same. */
  private static Step<UsedBy> noted(UsedBy order, Stamp stamp, Body.Delivered told) {
    String voucher = told.details().text(UsedBy.VOUCHER).orElse("");
    boolean free = order.undone() && told.details().text(Sharing.STORE).isPresent();
    List<Send> sends = free ? List.of(word(voucher, Sharing.FREE, told)) : List.of();
    Step<UsedBy> step = Step.to(order).sending(sends);
    return order.vouchers().contains(voucher)
        ? step
        : step.pledging(
            List.of(pledge(order, stamp, NOTED, Fields.of(UsedBy.VOUCHER, Value.of(voucher)))));
  }

  private static Step<UsedBy> turned(UsedBy order, Stamp stamp, Body.Delivered told, String word) {
    boolean undone = told.name().equals(UsedBy.UNDONE);
    var sends = new ArrayList<Send>();
    order.vouchers().forEach(voucher -> sends.add(word(voucher, word, told)));
    Step<UsedBy> step = Step.to(order).sending(sends);
    return order.undone() == undone || !order.named(told.details())
        ? step
        : step.pledging(List.of(pledge(order, stamp, told.name(), Fields.NONE)));
  }

  private static Send word(String voucher, String word, Body.Delivered told) {
    return new Send(
        new SharedId(Sharing.VOUCHER, voucher), word, told.details().without(UsedBy.VOUCHER));
  }

  private static Pledge pledge(UsedBy order, Stamp stamp, String name, Fields details) {
    return new Pledge(name, details, Sharing.because(stamp.position(), name, order.id()));
  }

  @Override
  public UsedBy commit(UsedBy order, Commitment made) {
    return switch (made.name()) {
      case NOTED -> order.with(made.details().text(UsedBy.VOUCHER).orElse(""));
      case UsedBy.UNDONE -> order.undone(true);
      default -> order.undone(false);
    };
  }

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public boolean same(UsedBy one, UsedBy other, int part) {
    return one.equals(other);
  }

  @Override
  public byte[] write(UsedBy order, int part) {
    Packer to = new Packer().one((byte) WRITTEN).flag(order.undone());
    Packing.texts(order.vouchers(), to);
    return to.bytes();
  }

  @Override
  public UsedBy read(EntityId id, byte[][] parts) {
    if (parts[0].length == 0) {
      return initial(id);
    }
    var from = new Unpacker(parts[0]);
    Packing.version(from, WRITTEN);
    return new UsedBy((SharedId) id, from.flag(), new TreeSet<>(Packing.texts(from)));
  }
}
