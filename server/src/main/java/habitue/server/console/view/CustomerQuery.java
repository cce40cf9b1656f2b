package habitue.server.console.view;

import org.jspecify.annotations.Nullable;

/**
 * Which customers to list.
 *
 * @param text a name, e-mail, order or customer number, or part of one; empty for everyone
 * @param masked whether whoever asks is shown no contact details, and so finds nobody by part of
 *     one
 * @param filter whom to look for the text among
 * @param cursor where the page before ended, opaque; null for the first page
 */
public record CustomerQuery(
    String text, boolean masked, Whom filter, Sort sort, @Nullable String cursor, int limit) {

  public CustomerQuery(String text, Sort sort, @Nullable String cursor, int limit) {
    this(text, Whom.NONE, sort, cursor, limit);
  }

  public CustomerQuery(String text, Whom filter, Sort sort, @Nullable String cursor, int limit) {
    this(text, false, filter, sort, cursor, limit);
  }

  /** The same for someone who is shown no contact details. */
  public CustomerQuery discreet() {
    return new CustomerQuery(text, true, filter, sort, cursor, limit);
  }

  /** What comes first. */
  public enum Sort {
    LAST_ORDER,
    NAME,
    ORDERS,
    ORDERED,
    POINTS,
    SCORE,
    FIRST_SEEN
  }
}
