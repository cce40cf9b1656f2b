package habitue.store.work;

import habitue.engine.Send;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Strand;

/**
 * The word from a customer whose strands passed on: everything of mine up to the decision is on
 * disk. Until it is in, the taker's later inputs wait.
 */
final class HandOver {
  static final String NAME = "Handed Over";
  private static final String POSITION = "position";
  private static final String STRAND = "strand";

  private HandOver() {}

  /**
   * @param position of the taker's record of the decision
   * @param strand the word is filed under: one the taker had at the decision
   */
  static Send send(CustomerId taker, long position, Strand strand) {
    Fields details = Fields.NONE.with(POSITION, position).with(STRAND, strand.number());
    return new Send(taker, NAME, details);
  }

  static Strand strand(Fields details) {
    return new Strand(details.number(STRAND).orElseThrow().longValueExact());
  }

  static boolean is(Body body) {
    return body instanceof Body.Delivered delivered && delivered.name().equals(NAME);
  }

  static long position(Body.Delivered delivered) {
    return delivered.details().number(POSITION).orElseThrow().longValueExact();
  }
}
