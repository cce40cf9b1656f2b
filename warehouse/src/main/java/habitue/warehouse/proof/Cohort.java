package habitue.warehouse.proof;

import habitue.insight.breakage.Earned;
import habitue.insight.breakage.Fate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The points of all lots that were earned in a month, in the brand's time zone.
 *
 * @param month null for points that were told of more lots than a fact names
 */
public record Cohort(@Nullable YearMonth month, Earned earned) {

  public long granted() {
    return earned.granted();
  }

  /** What became of them by now. */
  public Fate fate() {
    return earned.sum();
  }

  /** Below zero where more was taken back than was left. */
  public long outstanding() {
    return earned.outstanding();
  }
}
