package habitue.server.console;

import habitue.server.console.words.Words;
import habitue.server.people.Role;
import habitue.server.security.ConsoleRoute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param user who is signed in, or empty
 * @param role what their account is for; null where nobody is signed in
 * @param back the present page's own address, for coming back to it
 * @param search the search it shows, or null
 * @param notice what has just been done, or null
 */
public record Shell(
    Words words,
    Assets assets,
    Csrf csrf,
    String shopName,
    String user,
    @Nullable Role role,
    Place place,
    String back,
    @Nullable String search,
    @Nullable Notice notice) {

  /** Whether a page opens to them, by its pattern: what does not is not offered. */
  public boolean opens(String pattern) {
    return ConsoleRoute.opens(role, pattern);
  }

  /** Whether who looks may send a form there. */
  public boolean takes(String pattern) {
    return ConsoleRoute.takes(role, pattern);
  }

  /**
   * @param good whether it was done, rather than refused
   */
  public record Notice(boolean good, String key, List<String> values) {
    public Notice {
      values = List.copyOf(values);
    }
  }
}
