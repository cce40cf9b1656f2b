package habitue.engine.trust;

/**
 * How much a word on consent weighs. A no yields to a later yes of at least its own weight, so that
 * what a page repeats by itself never undoes what someone said.
 */
public enum Firmness {
  /** A yes that anyone could have sent in the name of someone known. No refusal yields to it. */
  UNPROVEN(0),
  /** What a banner repeats with every event. */
  REPEATED(1),
  /** Said for its own sake: an event on consent, or a refusal by command. */
  SPOKEN(2),
  /** An objection by command; and the only yes that lifts one, which is by command too. */
  SETTLED(3);

  private final int weight;

  Firmness(int weight) {
    this.weight = weight;
  }

  /** The heavier, the higher, from 0; fixed for ever. */
  int weight() {
    return weight;
  }

  static Firmness of(int weight) {
    for (Firmness firmness : values()) {
      if (firmness.weight == weight) {
        return firmness;
      }
    }
    throw new IllegalStateException("no such weight: " + weight);
  }
}
