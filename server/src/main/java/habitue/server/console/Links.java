package habitue.server.console;

import habitue.server.console.view.CustomerQuery.Sort;
import habitue.server.console.view.Whom;
import java.util.Locale;

/**
 * The addresses of a list of customers, in another order or further on.
 *
 * @param search the number of its search, or empty
 * @param filter whom it is of
 */
public record Links(String search, Whom filter, Sort sort) {

  /** The list of those whom a filter takes. */
  public static String to(Whom.By by, String value) {
    return "/customers?" + by.parameter() + "=" + Addresses.encode(value);
  }

  public String sorted(Sort by) {
    String order = "sort=" + by.name().toLowerCase(Locale.ROOT);
    return "/customers?"
        + (search.isEmpty() ? "" : "search=" + search + "&")
        + (filter.none()
            ? ""
            : filter.by().parameter() + "=" + Addresses.encode(filter.value()) + "&")
        + order;
  }

  /** The same of others, in the same order. */
  public Links of(Whom others) {
    return new Links(search, others, sort);
  }

  public String after(String cursor) {
    return sorted(sort) + "&cursor=" + Addresses.encode(cursor);
  }
}
