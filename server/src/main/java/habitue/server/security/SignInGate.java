package habitue.server.security;

import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.people.Step;
import habitue.server.people.User;
import habitue.server.people.Users;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Stands before the sign-in: sends away who tried wrongly too often, and keeps count. A browser in
 * which someone signed in before is counted for itself, so that whoever guesses from the same
 * address holds nobody up who works there.
 */
final class SignInGate extends OncePerRequestFilter implements AuthenticationFailureHandler {
  static final String PATH = "/sign-in";
  private static final String USER = "username";
  private static final String BROWSER = "habitue-browser";

  private final SignInDelay delay;
  private final Audit audit;
  private final SignIn signIn;
  private final Users users;

  SignInGate(SignInDelay delay, Audit audit, SignIn signIn, Users users) {
    this.delay = delay;
    this.audit = audit;
    this.signIn = signIn;
    this.users = users;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || !request.getServletPath().equals(PATH);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Duration wait = delay.begin(user(request), place(request));
    if (wait.isZero()) {
      chain.doFilter(request, response);
    } else {
      long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
      response.sendRedirect(PATH + "?wait=" + seconds);
    }
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException wrong)
      throws IOException {
    // What was typed as a name may be a password typed in the wrong place: it is not kept.
    audit.record("", Action.SIGN_IN_FAILED, "");
    response.sendRedirect(PATH + "?error");
  }

  void signedOut(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
    if (who != null) {
      audit.record(who.getName(), Action.SIGN_OUT, who.getName());
    }
  }

  /** What follows a right password: the count ends, and the page asked for before opens. */
  SavedRequestAwareAuthenticationSuccessHandler success() {
    return new SavedRequestAwareAuthenticationSuccessHandler() {
      @Override
      public void onAuthenticationSuccess(
          HttpServletRequest request, HttpServletResponse response, Authentication who)
          throws ServletException, IOException {
        delay.succeeded(user(request), place(request));
        User account = users.find(who.getName()).orElseThrow();
        Optional<Step> next = signIn.begin(request, response, account, "password");
        response.addHeader(HttpHeaders.SET_COOKIE, known(account, request.isSecure()));
        if (next.isPresent()) {
          response.sendRedirect(next.get().path());
        } else {
          super.onAuthenticationSuccess(request, response, who);
        }
      }
    };
  }

  private String known(User account, boolean secure) {
    return ResponseCookie.from(BROWSER, users.mark(account))
        .path(PATH)
        .maxAge(Duration.ofDays(365))
        .httpOnly(true)
        .secure(secure)
        .sameSite("Strict")
        .build()
        .toString();
  }

  /** The browser where it is known as theirs, else the address. */
  private String place(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, BROWSER);
    return Optional.ofNullable(cookie)
        .flatMap(mark -> users.marked(user(request), mark.getValue()))
        .orElse(request.getRemoteAddr());
  }

  private static String user(HttpServletRequest request) {
    String user = request.getParameter(USER);
    return user == null ? "" : user;
  }
}
