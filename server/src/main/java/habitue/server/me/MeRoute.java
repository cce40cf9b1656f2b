package habitue.server.me;

import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * A route of a customer's own page. What is not in this list is denied; no session of the console
 * opens any, and a session of this page opens nothing else.
 *
 * @param open whether it needs no session: what stands before one and after it
 */
public record MeRoute(HttpMethod method, String pattern, boolean open) {
  static final String PAGE = "/me";
  static final String OPEN = "/me/open";
  static final String GONE = "/me/gone";
  static final String CLOSED = "/me/closed";

  public static final List<MeRoute> ALL =
      List.of(
          open(HttpMethod.GET, OPEN),
          open(HttpMethod.POST, OPEN),
          open(HttpMethod.GET, GONE),
          open(HttpMethod.GET, CLOSED),
          theirs(HttpMethod.GET, PAGE),
          theirs(HttpMethod.GET, "/me/past"),
          theirs(HttpMethod.POST, "/me/choices"),
          theirs(HttpMethod.POST, "/me/objection"),
          theirs(HttpMethod.POST, "/me/answers"),
          theirs(HttpMethod.GET, "/me/details"),
          theirs(HttpMethod.POST, "/me/details"),
          theirs(HttpMethod.GET, "/me/export"),
          theirs(HttpMethod.GET, "/me/leave"),
          theirs(HttpMethod.POST, "/me/leave"),
          theirs(HttpMethod.POST, "/me/language"),
          theirs(HttpMethod.POST, "/me/close"));

  private static MeRoute open(HttpMethod method, String pattern) {
    return new MeRoute(method, pattern, true);
  }

  private static MeRoute theirs(HttpMethod method, String pattern) {
    return new MeRoute(method, pattern, false);
  }
}
