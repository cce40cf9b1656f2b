package habitue.server.console;

import habitue.server.console.view.CustomerQuery.Sort;
import java.util.Locale;

/**
 * The addresses of a list of customers, in another order or further on.
 *
 * @param search the number of its search, or empty
 */
public record Links(String search, Sort sort) {
  public String sorted(Sort by) {
    String order = "sort=" + by.name().toLowerCase(Locale.ROOT);
    return "/customers?" + (search.isEmpty() ? "" : "search=" + search + "&") + order;
  }

  public String after(String cursor) {
    return sorted(sort) + "&cursor=" + Addresses.encode(cursor);
  }
}
