package habitue.store.feed;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import java.util.List;

/** Something followers have to know. */
public sealed interface Change {

  /** An event was filed; read it with {@link Feed#record}. */
  record Filed(int slot, long position) implements Change {}

  /** New facts about a customer. */
  record Stated(CustomerId customer, List<Fact> facts) implements Change {
    public Stated {
      facts = List.copyOf(facts);
    }
  }

  /**
   * A customer was folded anew: these are all their facts, in place of all before.
   *
   * @param moved where they stand otherwise than before because a playbook was published; empty
   *     where they do not
   */
  record Restated(CustomerId customer, List<Fact> facts, Fields moved) implements Change {
    public Restated {
      facts = List.copyOf(facts);
    }

    public Restated(CustomerId customer, List<Fact> facts) {
      this(customer, facts, Fields.NONE);
    }
  }

  /** A customer is not as before; read them with {@link Feed#person}. The last one wins. */
  record Touched(CustomerId customer) implements Change {}

  /**
   * A customer was erased: nothing of them may stay but what their orders came to.
   *
   * @param position of the erasure, which tells it from others
   */
  record Forgotten(CustomerId customer, long position, Body.Forgotten what) implements Change {}

  /** Events that are kept no longer, by their positions. */
  record Expired(List<Long> positions) implements Change {
    public Expired {
      positions = List.copyOf(positions);
    }
  }

  /** A customer was joined into another, who has their strands now. */
  record Retired(CustomerId customer, CustomerId into) implements Change {}
}
