package habitue.store.feed;

import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.Strand;
import java.util.List;

/**
 * A customer as the workers left them.
 *
 * @param refolding whether they are being folded anew, or wait for a hand-over
 * @param halted why nothing more is folded into them; empty when all is well
 */
public record Person(
    CustomerId id, CustomerState state, List<Strand> strands, boolean refolding, String halted) {
  public Person {
    strands = List.copyOf(strands);
  }
}
