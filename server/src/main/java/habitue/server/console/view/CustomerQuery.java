package habitue.server.console.view;

import org.jspecify.annotations.Nullable;

/**
 * Which customers to list.
 *
 * @param text a name, e-mail, order or customer number, or part of one; empty for everyone
 * @param masked whether whoever asks is shown no contact details, and so finds nobody by part of
 *     one
 * @param cursor where the page before ended, opaque; null for the first page
 */
public record CustomerQuery(
    String text, boolean masked, Sort sort, @Nullable String cursor, int limit) {

  public CustomerQuery(String text, Sort sort, @Nullable String cursor, int limit) {
    this(text, false, sort, cursor, limit);
  }

  /** The same for someone who is shown no contact details. */
  public CustomerQuery discreet() {
    return new CustomerQuery(text, true, sort, cursor, limit);
  }

  /** What comes first. */
  public enum Sort {
    LAST_ORDER,
    NAME,
    ORDERS,
    ORDERED,
    FIRST_SEEN
  }
}
