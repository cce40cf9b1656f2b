package habitue.server.me;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The two cookies of a customer's page, which scripts cannot read and no other page is sent. The
 * first holds a link between its opening and the press of a button; it is lax, since a mailbox on
 * the web leads here from another site. The second is the session's, and strict.
 */
@Component
final class PageCookies {
  private static final String PENDING = "habitue-me-link";
  private static final String SESSION = "habitue-me";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final PageLinks links;

  PageCookies(PageLinks links) {
    this.links = links;
  }

  /**
   * A link about to be opened.
   *
   * @param browser a random word that only this browser knows
   */
  record Pending(String browser, String token) {}

  Optional<Pending> pending(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, PENDING);
    String[] parts = cookie == null ? new String[0] : cookie.getValue().split("\\.", 2);
    return parts.length == 2 ? Optional.of(new Pending(parts[0], parts[1])) : Optional.empty();
  }

  Optional<String> session(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, SESSION)).map(Cookie::getValue);
  }

  void keep(Pending pending, HttpServletRequest request, HttpServletResponse response) {
    String value = pending.browser() + "." + pending.token();
    add(response, cookie(PENDING, value, MeRoute.OPEN, "Lax", request).maxAge(PATIENCE));
  }

  void begin(String secret, HttpServletRequest request, HttpServletResponse response) {
    add(response, cookie(PENDING, "", MeRoute.OPEN, "Lax", request).maxAge(0));
    add(response, cookie(SESSION, secret, MeRoute.PAGE, "Strict", request));
  }

  void end(HttpServletRequest request, HttpServletResponse response) {
    add(response, cookie(SESSION, "", MeRoute.PAGE, "Strict", request).maxAge(0));
  }

  private ResponseCookie.ResponseCookieBuilder cookie(
      String name, String value, String path, String sameSite, HttpServletRequest request) {
    return ResponseCookie.from(name, value)
        .path(path)
        .httpOnly(true)
        .secure(links.encrypted() || request.isSecure())
        .sameSite(sameSite);
  }

  private static void add(
      HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }
}
