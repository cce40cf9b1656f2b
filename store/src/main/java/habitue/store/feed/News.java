package habitue.store.feed;

import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;

/** What leaves the house about a customer. */
public sealed interface News {
  CustomerId customer();

  /** Something was concluded. */
  record Concluded(CustomerId customer, Fact fact) implements News {}

  /**
   * All facts of the customer were concluded anew: those that left before may hold no more.
   *
   * @param moved where they stand otherwise because a playbook was published; empty where they do
   *     not
   */
  record Restated(CustomerId customer, Fields moved) implements News {
    public Restated(CustomerId customer) {
      this(customer, Fields.NONE);
    }
  }

  /** The customer was erased: what others have of them has to go too. */
  record Erased(CustomerId customer) implements News {}

  /** The customer was joined into another, whose facts are of both from now on. */
  record Joined(CustomerId customer, CustomerId into) implements News {}
}
