package habitue.server.security;

import habitue.server.people.User;
import habitue.server.people.Users;
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

/**
 * Ends a session after 30 minutes in which nobody did anything, 12 hours after its start however
 * busy it is, and at once when its account changed: another password or role, or disabled.
 */
final class SessionAge extends OncePerRequestFilter {
  private static final Duration OLDEST = Duration.ofHours(12);
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final String LAST_ACT = SessionAge.class.getName() + ".last";

  /** A page that is open asks here by itself, which is no sign of anybody. */
  private static final String LIVE = "/live";

  private final InstantSource clock;
  private final Users users;

  SessionAge(InstantSource clock, Users users) {
    this.clock = clock;
    this.users = users;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      Instant now = clock.instant();
      if (old(session, now) || changed(session)) {
        session.invalidate();
      } else if (!request.getServletPath().equals(LIVE)) {
        session.setAttribute(LAST_ACT, now);
      }
    }
    chain.doFilter(request, response);
  }

  private static boolean old(HttpSession session, Instant now) {
    Instant began = Instant.ofEpochMilli(session.getCreationTime());
    boolean idle =
        session.getAttribute(LAST_ACT) instanceof Instant last && last.plus(IDLE).isBefore(now);
    return idle || began.plus(OLDEST).isBefore(now);
  }

  private boolean changed(HttpSession session) {
    return session.getAttribute(SignIn.USER) instanceof String name
        && session.getAttribute(SignIn.EPOCH) instanceof Integer epoch
        && users.find(name).filter(user -> stands(user, epoch)).isEmpty();
  }

  private static boolean stands(User user, int epoch) {
    return !user.disabled() && user.epoch() == epoch;
  }
}
