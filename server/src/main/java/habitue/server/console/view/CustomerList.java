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
 * @param next the cursor of the next page, or null on the last
 */
public record CustomerList(long count, long known, List<Row> rows, @Nullable String next) {
  public CustomerList {
    rows = List.copyOf(rows);
  }

  /**
   * @param country as the client said it: a code or a name; or empty
   * @param match what the search found when it is none of the columns, such as an order's number
   */
  public record Row(
      PersonRef person,
      String country,
      long orders,
      Money ordered,
      @Nullable Instant firstSeen,
      @Nullable Instant lastOrder,
      String match) {}
}
