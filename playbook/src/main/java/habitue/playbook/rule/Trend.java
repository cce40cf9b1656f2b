package habitue.playbook.rule;

/** How a number moves while nothing happens. */
enum Trend {
  /** Stays as it is until the instant that the look was told. */
  STEADY,
  /** Never falls. */
  RISING,
  /** Never rises. */
  FALLING,
  /** Nobody knows. */
  MIXED;

  Trend plus(Trend other) {
    if (this == STEADY || this == other) {
      return other;
    }
    return other == STEADY ? this : MIXED;
  }

  /** Of what is made of two otherwise than by a sum: nobody knows, unless neither moves. */
  static Trend unlessSteady(Trend one, Trend other) {
    return one == STEADY && other == STEADY ? STEADY : MIXED;
  }

  Trend negated() {
    return switch (this) {
      case RISING -> FALLING;
      case FALLING -> RISING;
      case STEADY, MIXED -> this;
    };
  }

  /** Of a product with a number that never moves. */
  Trend times(long steady) {
    return steady < 0 ? negated() : this;
  }
}
