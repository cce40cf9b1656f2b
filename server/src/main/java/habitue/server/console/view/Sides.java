package habitue.server.console.view;

import habitue.model.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two people side by side: what each would keep after a separation, or has before a join.
 *
 * @param here whose page it is
 * @param reasons why they may be the same person; empty for a separation
 */
public record Sides(Side here, Side there, List<Suggestion.Reason> reasons) {
  public Sides {
    reasons = List.copyOf(reasons);
  }

  /**
   * @param person what they would be called; its id is empty for someone not yet there
   */
  public record Side(
      PersonRef person,
      List<Identity.Identifier> identifiers,
      List<String> traits,
      long events,
      long orders,
      Money ordered,
      Money refunded,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen) {
    public Side {
      identifiers = List.copyOf(identifiers);
      traits = List.copyOf(traits);
    }
  }
}
