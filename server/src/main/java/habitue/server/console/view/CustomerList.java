package habitue.server.console.view;

import habitue.model.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of customers.
 *
 * @param count how many match in all
 * @param known how many there are without a search
 * @param loyal whether points and tiers are told: those of a programme
 * @param next the cursor of the next page, or null on the last
 */
public record CustomerList(
    long count, long known, boolean loyal, List<Row> rows, @Nullable String next) {
  public CustomerList {
    rows = List.copyOf(rows);
  }

  /**
   * @param country as the client said it: a code or a name; or empty
   * @param match what the search found when it is none of the columns, such as an order's number
   * @param points that may be spent; null for who has no part in the programme
   * @param tier {@link Whom#NONE} for none
   */
  public record Row(
      PersonRef person,
      String country,
      long orders,
      Money ordered,
      @Nullable Instant firstSeen,
      @Nullable Instant lastOrder,
      String match,
      @Nullable Long points,
      Whom tier) {}
}
