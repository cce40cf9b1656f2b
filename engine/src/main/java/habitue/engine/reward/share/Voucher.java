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
 * @param order that used it; empty where none did
 */
public record Voucher(
    SharedId id, State state, String redemption, long strand, @Nullable Instant ends, String order)
    implements EntityState {

  /** What became of it. */
  public enum State {
    UNKNOWN,
    GOOD,
    USED,
    VOID
  }

  static Voucher unknown(SharedId id) {
    return new Voucher(id, State.UNKNOWN, "", 0, null, "");
  }

  public boolean over(Instant now) {
    return ends != null && !now.isBefore(ends);
  }

  Voucher used(String by) {
    return new Voucher(id, State.USED, redemption, strand, ends, by);
  }

  Voucher voided() {
    return new Voucher(id, State.VOID, redemption, strand, ends, order);
  }
}
