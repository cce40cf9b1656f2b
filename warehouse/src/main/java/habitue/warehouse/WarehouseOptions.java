package habitue.warehouse;

import habitue.warehouse.file.Limits;
import java.time.Duration;

/**
 * @param interval how long to wait for more after all was taken
 * @param most how many changes one transaction takes, about
 */
public record WarehouseOptions(Limits limits, Duration interval, int most) {
  public static final WarehouseOptions USUAL =
      new WarehouseOptions(Limits.USUAL, Duration.ofSeconds(1), 50_000);

  public WarehouseOptions {
    if (most < 1 || interval.isNegative()) {
      throw new IllegalArgumentException("a transaction takes at least one change");
    }
  }
}
