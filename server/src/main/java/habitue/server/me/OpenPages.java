package habitue.server.me;

import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.Pages;
import habitue.server.me.Judge.Judged;
import habitue.server.me.PageCookies.Pending;
import habitue.server.me.PlainPages.Said;
import habitue.server.me.Whose.Found.Theirs;
import habitue.server.security.NewKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What stands before and after a customer's page. Following a link only puts it into a cookie and
 * asks for a button to be pressed: no page ever stands at an address with a secret in it, and
 * programs that look at links in mails use none up.
 */
@Controller
final class OpenPages {
  /** Who acts on a customer's page, for the audit and as the source of what they say. */
  static final String AUTHOR = "my-page";

  private final Judge judge;
  private final PageSessions sessions;
  private final PageCookies cookies;
  private final PlainPages plain;
  private final PageDesk desk;
  private final Pages pages;
  private final Audit audit;
  private final InstantSource clock;

  OpenPages(
      Judge judge,
      PageSessions sessions,
      PageCookies cookies,
      PlainPages plain,
      PageDesk desk,
      Pages pages,
      Audit audit,
      InstantSource clock) {
    this.judge = judge;
    this.sessions = sessions;
    this.cookies = cookies;
    this.plain = plain;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param token of a link just followed; null once a cookie has it
   */
  @GetMapping(MeRoute.OPEN)
  ResponseEntity<String> before(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(name = "t", required = false) @Nullable String token) {
    if (token != null) {
      return follow(token, request, response);
    }
    return switch (judge.of(cookies.pending(request).map(Pending::token).orElse(""), request)) {
      case Judged.Refused(Said said) -> plain.show(request, said);
      case Judged.Opens(PageLink link, _) ->
          pages.show("me/open", Map.of("shell", desk.shell(request, link.language())));
    };
  }

  private ResponseEntity<String> follow(
      String token, HttpServletRequest request, HttpServletResponse response) {
    if (judge.of(token, request) instanceof Judged.Refused(Said said)) {
      return plain.show(request, said);
    }
    String browser =
        cookies
            .pending(request)
            .filter(pending -> pending.token().equals(token))
            .map(Pending::browser)
            .orElseGet(() -> NewKey.of("hbme"));
    cookies.keep(new Pending(browser, token), request, response);
    return Pages.seeOther(MeRoute.OPEN);
  }

  @PostMapping(MeRoute.OPEN)
  ResponseEntity<String> open(HttpServletRequest request, HttpServletResponse response) {
    Pending pending = cookies.pending(request).orElseGet(() -> new Pending("", ""));
    return switch (judge.of(pending.token(), request)) {
      case Judged.Refused(Said said) -> plain.show(request, said);
      case Judged.Opens(PageLink link, Theirs theirs) -> {
        if (judge.claims(link, pending.browser())) {
          begin(link, theirs, request, response);
        } else if (!PageGate.inside(theirs.customer())) {
          yield plain.show(request, Said.USED);
        }
        yield Pages.seeOther(MeRoute.PAGE);
      }
    };
  }

  private void begin(
      PageLink link, Theirs theirs, HttpServletRequest request, HttpServletResponse response) {
    cookies.session(request).ifPresent(sessions::end);
    PageSession session = PageSession.of(link, theirs, clock.instant());
    cookies.begin(sessions.begin(session), request, response);
    audit.record(AUTHOR, Action.LINK_OPENED, theirs.customer().toString());
  }

  @GetMapping(MeRoute.GONE)
  ResponseEntity<String> gone(HttpServletRequest request) {
    return plain.show(request, Said.GONE);
  }

  @GetMapping(MeRoute.CLOSED)
  ResponseEntity<String> closed(HttpServletRequest request) {
    return plain.show(request, Said.CLOSED);
  }

  @PostMapping("/me/close")
  ResponseEntity<String> close(HttpServletRequest request, HttpServletResponse response) {
    cookies.session(request).ifPresent(sessions::end);
    cookies.end(request, response);
    return Pages.seeOther(MeRoute.CLOSED);
  }
}
