package habitue.warehouse;

import habitue.engine.Context;
import habitue.playbook.Playbook;
import habitue.warehouse.file.Limits;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * @param interval how long to wait for more after all was taken
 * @param most how many changes one transaction takes, about
 * @param playbook in force when rows are written
 * @param follows from the opening on, rather than once it is told to
 */
public record WarehouseOptions(
    Limits limits, Duration interval, int most, Supplier<Playbook> playbook, boolean follows) {
  public static final WarehouseOptions USUAL =
      new WarehouseOptions(
          Limits.USUAL, Duration.ofSeconds(1), 50_000, () -> Playbook.DEFAULT, true);

  /** The usual, for a brand. */
  public static WarehouseOptions of(Supplier<Context> brand) {
    return new WarehouseOptions(
        USUAL.limits, USUAL.interval, USUAL.most, () -> brand.get().playbook(), true);
  }

  /** Tables that do not follow until they are told to. */
  public WarehouseOptions atRest() {
    return new WarehouseOptions(limits, interval, most, playbook, false);
  }

  public WarehouseOptions {
    if (most < 1 || interval.isNegative()) {
      throw new IllegalArgumentException("a transaction takes at least one change");
    }
  }

  /** Tells rules of who is no customer from others. */
  public String marks() {
    return playbook.get().traffic().fingerprint();
  }
}
