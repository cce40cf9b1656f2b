package habitue.warehouse;

import habitue.engine.Context;
import habitue.playbook.Playbook;
import habitue.playbook.trust.Purposes;
import habitue.warehouse.file.Limits;
import java.time.Duration;

/**
 * @param interval how long to wait for more after all was taken
 * @param most how many changes one transaction takes, about
 * @param marks tells rules of who is no customer from others
 * @param purposes on what grounds the brand writes to people
 */
public record WarehouseOptions(
    Limits limits, Duration interval, int most, String marks, Purposes purposes) {
  public static final WarehouseOptions USUAL =
      new WarehouseOptions(
          Limits.USUAL,
          Duration.ofSeconds(1),
          50_000,
          Playbook.DEFAULT.traffic().fingerprint(),
          Playbook.DEFAULT.purposes());

  /** The usual, for a brand. */
  public static WarehouseOptions of(Context brand) {
    return new WarehouseOptions(
        USUAL.limits,
        USUAL.interval,
        USUAL.most,
        brand.playbook().traffic().fingerprint(),
        brand.playbook().purposes());
  }

  public WarehouseOptions {
    if (most < 1 || interval.isNegative()) {
      throw new IllegalArgumentException("a transaction takes at least one change");
    }
  }
}
