package habitue.engine.engage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sign of interest and what it weighs: a view 1, an addition 3, a purchase 5. */
enum Sign {
  VIEW(1),
  ADD(3),
  PURCHASE(5);

  private final double logWeight;

  Sign(double weight) {
    this.logWeight = Interest.log2(weight);
  }

  double logWeight() {
    return logWeight;
  }

  /** The interest with one more of this sign. */
  Interest counted(Interest old, @Nullable String name, double strength, Instant at) {
    return new Interest(
        old.key(),
        name,
        old.views() + (this == VIEW ? 1 : 0),
        old.adds() + (this == ADD ? 1 : 0),
        old.purchases() + (this == PURCHASE ? 1 : 0),
        strength,
        at.isAfter(old.lastAt()) ? at : old.lastAt());
  }
}
