package habitue.engine.reward.share;

import habitue.engine.EntityState;
import habitue.model.SharedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code of a reward.
 *
 * @param strand whose it is; 0 before it is anyone's
 * @param ends when it is good no more; null for never
 * @param off what it takes off an order, as it was handed out: empty for no amount; null where it
 *     was handed out before that was kept
 * @param order that uses it; empty where none does
 * @param store of that order; null where nobody said which
 */
public record Voucher(
    SharedId id,
    State state,
    String redemption,
    long strand,
    @Nullable Instant ends,
    @Nullable String off,
    String order,
    @Nullable String store)
    implements EntityState {

  /** What became of it. */
  public enum State {
    UNKNOWN,
    GOOD,
    USED,
    VOID
  }

  static Voucher unknown(SharedId id) {
    return new Voucher(id, State.UNKNOWN, "", 0, null, null, "", null);
  }

  public boolean over(Instant now) {
    return ends != null && !now.isBefore(ends);
  }

  /**
   * Whether an order is the one that uses it. A number alone is that of any store: a checkout may
   * not say which.
   */
  boolean by(String number, @Nullable String of) {
    boolean same = store == null || of == null || store.equals(of);
    return state == State.USED && same && order.equals(number) && !number.isEmpty();
  }

  Voucher used(String by, @Nullable String of) {
    return new Voucher(id, State.USED, redemption, strand, ends, off, by, of);
  }

  Voucher freed() {
    return new Voucher(id, State.GOOD, redemption, strand, ends, off, "", null);
  }

  Voucher voided() {
    return new Voucher(id, State.VOID, redemption, strand, ends, off, order, store);
  }
}
