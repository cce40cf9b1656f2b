package habitue.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session 12 hours after its start, however busy it is. */
final class SessionAge extends OncePerRequestFilter {
  private static final Duration OLDEST = Duration.ofHours(12);

  private final InstantSource clock;

  SessionAge(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      Instant began = Instant.ofEpochMilli(session.getCreationTime());
      if (began.plus(OLDEST).isBefore(clock.instant())) {
        session.invalidate();
      }
    }
    chain.doFilter(request, response);
  }
}
