package habitue.server.security;

import habitue.server.people.Step;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Tells people why a page does not open: it is not theirs, there is none, or a step is left. */
final class ConsoleRefusals implements AccessDeniedHandler {
  private static final List<RequestMatcher> KNOWN =
      ConsoleRoute.ALL.stream()
          .<RequestMatcher>map(
              route -> PathPatternRequestMatcher.withDefaults().matcher(route.pattern()))
          .toList();

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    for (Step step : Step.values()) {
      boolean left =
          who != null
              && who.getAuthorities().stream()
                  .anyMatch(each -> step.authority().equals(each.getAuthority()));
      if (left && !request.getServletPath().equals(step.path())) {
        response.sendRedirect(step.path());
        return;
      }
    }
    boolean known = KNOWN.stream().anyMatch(path -> path.matches(request));
    boolean ours = known || open(request.getServletPath());
    response.sendError(ours ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND);
  }

  private static boolean open(String path) {
    return Arrays.asList(SignInGate.PATH, "/sign-out", "/language").contains(path);
  }
}
