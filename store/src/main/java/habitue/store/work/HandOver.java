package habitue.store.work;

import habitue.engine.Send;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Fields;

/**
 * The word from a customer whose strands passed on: everything of mine up to the decision is on
 * disk. Until it is in, the taker's later inputs wait.
 */
final class HandOver {
  static final String NAME = "Handed Over";
  private static final String POSITION = "position";

  private HandOver() {}

  /**
   * @param position of the taker's record of the decision
   */
  static Send send(CustomerId taker, long position) {
    return new Send(taker, NAME, Fields.NONE.with(POSITION, position));
  }

  static long position(Body.Delivered delivered) {
    return delivered.details().number(POSITION).orElseThrow().longValueExact();
  }
}
