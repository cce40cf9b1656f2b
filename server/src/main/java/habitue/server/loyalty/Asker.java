package habitue.server.loyalty;

import habitue.server.people.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who gives points by hand, or allows it.
 *
 * @param name of the user, or of the key
 * @param role null for a key
 * @param admin whether it is an admin, or a key that may do what admins do
 */
public record Asker(String name, @Nullable Role role, boolean admin) {

  /** A colleague in the console. */
  public static Asker of(HttpServletRequest request) {
    String name = request.getUserPrincipal() == null ? "" : request.getUserPrincipal().getName();
    Role role =
        Arrays.stream(Role.values())
            .filter(each -> request.isUserInRole(each.name()))
            .findFirst()
            .orElse(Role.VIEWER);
    return new Asker(name, role, role == Role.ADMIN);
  }

  public static Asker key(String name, boolean admin) {
    return new Asker(name, null, admin);
  }
}
