package habitue.simulation.identity;

import habitue.model.Identifier;

/** One thing that happens to the names of a town. Customers are meant by their place in time. */
public sealed interface Deed {

  /** Someone is seen under some names. */
  record Seen(Sighting sighting) implements Deed {}

  /** A message already sent comes again: the one so many sightings ago. */
  record Again(int ago) implements Deed {}

  /** Two of the customers there ever were are declared one. */
  record Joined(int one, int other) implements Deed {}

  /** A name of one of the customers there ever were is declared someone else's. */
  record Parted(int customer, Identifier name) implements Deed {}
}
