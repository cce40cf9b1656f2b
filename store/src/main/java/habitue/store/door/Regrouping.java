package habitue.store.door;

import habitue.model.Body.Change;
import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.Strand;
import java.util.List;

/**
 * Strands that pass from one customer to another, as decided.
 *
 * @param givenFrom the strand the giver's record of it is filed under
 * @param takenTo the strand the taker's record of it is filed under
 */
record Regrouping(
    Change change,
    CustomerId giver,
    CustomerId taker,
    List<Strand> moved,
    List<Strand> taking,
    String reason,
    Identifier identifier,
    Strand givenFrom,
    Strand takenTo) {}
