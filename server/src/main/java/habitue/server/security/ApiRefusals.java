package habitue.server.security;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Tells a machine why its request was denied: no key, a key without the scope, no such call. */
final class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final List<RequestMatcher> KNOWN =
      Route.ALL.stream().map(ApiRefusals::path).toList();

  private static RequestMatcher path(Route route) {
    return PathPatternRequestMatcher.withDefaults().matcher(route.pattern());
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    Problem.of(Code.NO_KEY, "send Authorization: Bearer and a key").write(response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    boolean known = KNOWN.stream().anyMatch(path -> path.matches(request));
    boolean method = known && Route.ALL.stream().noneMatch(route -> fits(route, request));
    if (method) {
      Problem.of(Code.WRONG_METHOD, "the call knows other methods").write(response);
    } else if (known) {
      Problem.of(Code.FORBIDDEN, "the key lacks the scope of this call").write(response);
    } else {
      Problem.of(Code.UNKNOWN_CALL, "the calls are listed at /openapi.json").write(response);
    }
  }

  private static boolean fits(Route route, HttpServletRequest request) {
    return route.method().matches(request.getMethod()) && path(route).matches(request);
  }
}
