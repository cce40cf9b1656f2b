package habitue.warehouse;

import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.JournalRecord;
import java.util.List;
import java.util.function.Consumer;

/** All that ever was, for a rebuild; the store has it from journal and commitments. */
public interface Past {
  /** How many customers there are, about, to tell how long it takes. */
  long count();

  /** Every record of a slot, in order. */
  void records(int slot, Consumer<JournalRecord> to);

  void customers(Consumer<CustomerId> to);

  /** All that holds of a customer now, stated anew. */
  List<Fact> facts(CustomerId customer);
}
