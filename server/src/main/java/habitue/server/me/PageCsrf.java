package habitue.server.me;

import habitue.server.security.NewKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** What forms must send back: their session's word, or before one that of the link's cookie. */
final class PageCsrf implements CsrfTokenRepository {
  private final PageCookies cookies;

  PageCsrf(PageCookies cookies) {
    this.cookies = cookies;
  }

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    return token(NewKey.of("hbcs"));
  }

  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    // Both words are kept already; who has neither gets one that opens nothing.
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    if (request.getServletPath().equals(MeRoute.OPEN)) {
      return cookies.pending(request).map(pending -> token(pending.browser())).orElse(null);
    }
    PageSession session = PageGate.session(request);
    return session == null ? null : token(session.csrf());
  }

  private static CsrfToken token(String word) {
    return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", word);
  }
}
