package habitue.server.console.view;

import org.jspecify.annotations.Nullable;

/**
 * Which customers to list.
 *
 * @param text a name, e-mail, order or customer number, or part of one; empty for everyone
 * @param cursor where the page before ended, opaque; null for the first page
 */
public record CustomerQuery(String text, Sort sort, @Nullable String cursor, int limit) {

  /** What comes first. */
  public enum Sort {
    LAST_ORDER,
    NAME,
    ORDERS,
    ORDERED,
    FIRST_SEEN
  }
}
