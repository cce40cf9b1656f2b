package habitue.engine.reward.share;

import habitue.engine.EntityState;
import habitue.engine.Send;
import habitue.engine.Texts;
import habitue.engine.sell.orders.OrderKey;
import habitue.model.Fields;
import habitue.model.SharedId;
import habitue.model.Strand;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/*
 * Who orders need not be whose code it is, and a checkout uses a code before its order is told. So
 * what an order used is kept by the order's name, where both sides find it: a code tells it that it
 * was used, whoever has the order tells it that the order was undone, or is back.
 */

/**
 * The codes that an order used.
 *
 * @param undone whether the order came back as a whole
 * @param vouchers by their names
 */
public record UsedBy(SharedId id, boolean undone, SortedSet<String> vouchers)
    implements EntityState {
  /** An order: {@code used-by/HASH}, since its number may be someone's own. */
  public static final String KIND = "used-by";

  /** From a code: the order uses it. */
  static final String NOTE = "Note Voucher";

  /** From whose order it is. */
  static final String UNDONE = "Order Undone";

  /** From whose order it is: it was undone, and is not any more. */
  static final String BACK = "Order Back";

  static final String VOUCHER = "voucher";

  public UsedBy {
    vouchers = Collections.unmodifiableSortedSet(vouchers);
  }

  static UsedBy none(SharedId id) {
    return new UsedBy(id, false, Collections.emptySortedSet());
  }

  UsedBy undone(boolean fresh) {
    return new UsedBy(id, fresh, vouchers);
  }

  UsedBy with(String voucher) {
    var all = new TreeSet<>(vouchers);
    all.add(voucher);
    return new UsedBy(id, undone, all);
  }

  /**
   * @param store null where nobody said which
   */
  static SharedId id(String order, @Nullable String store) {
    String named = store == null ? order : store + "\n" + order;
    return new SharedId(KIND, Long.toHexString(Texts.hash(named)));
  }

  /** Whether it is the order that is told of, and not its number in whichever store. */
  boolean named(Fields said) {
    String order = said.text(Sharing.ORDER).orElse("");
    return said.text(Sharing.STORE).filter(store -> id(order, store).equals(id)).isPresent();
  }

  static Send note(SharedId voucher, String order, @Nullable String store) {
    Fields details = Sharing.order(order, store).with(VOUCHER, voucher.name());
    return new Send(id(order, store), NOTE, details);
  }

  /**
   * What an order's codes are told: those that were used for it, and where it is undone those that
   * were used for its number alone, which are its own from then on.
   *
   * @param back whether it is back after it was undone
   * @param strand whose order it is
   */
  public static List<Send> told(OrderKey key, boolean back, Strand strand) {
    Fields details = Sharing.order(key.id(), key.store()).with(Sharing.STRAND, strand.number());
    SharedId own = id(key.id(), key.store());
    return back
        ? List.of(new Send(own, BACK, details))
        : List.of(new Send(own, UNDONE, details), new Send(id(key.id(), null), UNDONE, details));
  }
}
