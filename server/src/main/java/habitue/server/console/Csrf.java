package habitue.server.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.csrf.CsrfToken;

/** What a form must send back to prove that it is ours. */
public record Csrf(String parameterName, String headerName, String token) {

  public static Csrf of(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? new Csrf(token.getParameterName(), token.getHeaderName(), token.getToken())
        : new Csrf("_csrf", "X-CSRF-TOKEN", "");
  }
}
