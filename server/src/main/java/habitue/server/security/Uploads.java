package habitue.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses files but from who is signed in, for the pages that take them. A form's token is in its
 * body, which would be read to the disk to find it: of whoever comes, without this.
 */
final class Uploads extends OncePerRequestFilter {
  private static final Set<String> PAGES = Set.of("/reward/balances", "/reward/codes");
  private static final long MOST = 9 << 20;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!file(request)) {
      chain.doFilter(request, response);
    } else if (!PAGES.contains(request.getRequestURI()) || !signedIn(request)) {
      response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    } else if (request.getContentLengthLong() > MOST) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean file(HttpServletRequest request) {
    String type = request.getContentType();
    String path = request.getRequestURI();
    return type != null
        && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")
        && !path.startsWith("/api/")
        && !path.startsWith("/v1/");
  }

  private static boolean signedIn(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    String context = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
    return session != null && session.getAttribute(context) != null;
  }
}
