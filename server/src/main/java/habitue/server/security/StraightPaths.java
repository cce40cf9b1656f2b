package habitue.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses ways round to a servlet, such as {@code //v1/track}: what comes after would fail on them,
 * and tell the log the path with the key that may stand in it.
 */
final class StraightPaths extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getRequestURI().startsWith(request.getServletPath())) {
      chain.doFilter(request, response);
    } else {
      RefusedPaths.refuse(response);
    }
  }
}
