package habitue.server.loyalty;

import habitue.model.Money;
import habitue.playbook.plan.Programme;
import habitue.warehouse.proof.Liability;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a programme owes.
 *
 * @param asOf by what was known then; what a point is worth is the playbook's word of now
 * @param currency the brand's
 */
public record Owed(
    Programme programme, Instant asOf, Liability liability, Worth worth, String currency) {

  /** What the points are worth that are expected to be spent; null where nothing says. */
  public @Nullable Money money() {
    return worth.money(liability.expected(), currency);
  }

  /** What all points that are out would be worth. */
  public @Nullable Money whole() {
    return worth.money(Math.max(0, liability.outstanding()), currency);
  }
}
