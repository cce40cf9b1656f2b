package habitue.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands before the sign-in: sends away who tried wrongly too often, and keeps count. */
final class SignInGate extends OncePerRequestFilter implements AuthenticationFailureHandler {
  static final String PATH = "/sign-in";
  private static final String USER = "username";

  private final SignInDelay delay;

  SignInGate(SignInDelay delay) {
    this.delay = delay;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || !request.getServletPath().equals(PATH);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Duration wait = delay.begin(user(request), request.getRemoteAddr());
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
    response.sendRedirect(PATH + "?error");
  }

  /** What follows a right password: the count ends, and the page asked for before opens. */
  SavedRequestAwareAuthenticationSuccessHandler success() {
    return new SavedRequestAwareAuthenticationSuccessHandler() {
      @Override
      public void onAuthenticationSuccess(
          HttpServletRequest request, HttpServletResponse response, Authentication who)
          throws ServletException, IOException {
        delay.succeeded(user(request), request.getRemoteAddr());
        super.onAuthenticationSuccess(request, response, who);
      }
    };
  }

  private static String user(HttpServletRequest request) {
    String user = request.getParameter(USER);
    return user == null ? "" : user;
  }
}
