package habitue.server.console;

import habitue.server.console.view.Shop;
import habitue.server.console.words.Language;
import habitue.server.console.words.Words;
import habitue.server.people.Role;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Knows who asks: their language, their session, what was just done for them. */
@Component
public final class Desk {
  static final String LANGUAGE = "habitue-language";
  private static final String NOTICE = Desk.class.getName() + ".notice";
  private static final String SEARCHES = Searches.class.getName();

  private final ConsoleData data;
  private final Assets assets = Assets.find();

  Desk(ConsoleData data) {
    this.data = data;
  }

  public Shell shell(HttpServletRequest request, Place place) {
    Shop shop = data.shop();
    return shell(request, place, shop.name(), words(request, shop));
  }

  /** For pages that must show while nothing else works. */
  public Shell bareShell(HttpServletRequest request) {
    Words words = new Words(language(request), ZoneOffset.UTC, Instant.EPOCH);
    return shell(request, Place.ELSEWHERE, "", words);
  }

  private Shell shell(HttpServletRequest request, Place place, String shopName, Words words) {
    Principal user = request.getUserPrincipal();
    return new Shell(
        words,
        assets,
        Csrf.of(request),
        shopName,
        user == null ? "" : user.getName(),
        role(request),
        place,
        address(request),
        null,
        takeNotice(request));
  }

  private static @Nullable Role role(HttpServletRequest request) {
    return Arrays.stream(Role.values())
        .filter(role -> request.isUserInRole(role.name()))
        .findFirst()
        .orElse(null);
  }

  Words words(HttpServletRequest request, Shop shop) {
    return new Words(language(request), shop.zone(), shop.now());
  }

  private static Language language(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, LANGUAGE);
    return (cookie == null ? Optional.<Language>empty() : Language.tagged(cookie.getValue()))
        .orElseGet(() -> Language.accepted(request.getHeader("Accept-Language")));
  }

  /** A page can be come back to only if asking for it again changes nothing. */
  private static String address(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return "/";
    }
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  public static String author(HttpServletRequest request) {
    Principal user = request.getUserPrincipal();
    return user == null ? "" : user.getName();
  }

  public static void leaveNotice(
      HttpServletRequest request, boolean good, String key, String... values) {
    request.getSession().setAttribute(NOTICE, new Shell.Notice(good, key, List.of(values)));
  }

  private static Shell.@Nullable Notice takeNotice(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(NOTICE) instanceof Shell.Notice notice)) {
      return null;
    }
    session.removeAttribute(NOTICE);
    return notice;
  }

  /** What this person searched for; kept with their session, never in an address. */
  static Searches searches(HttpServletRequest request) {
    HttpSession session = request.getSession();
    synchronized (WebUtils.getSessionMutex(session)) {
      if (session.getAttribute(SEARCHES) instanceof Searches searches) {
        return searches;
      }
      var searches = new Searches();
      session.setAttribute(SEARCHES, searches);
      return searches;
    }
  }
}
