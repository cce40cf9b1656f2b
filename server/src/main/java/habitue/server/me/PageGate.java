package habitue.server.me;

import habitue.model.CustomerId;
import habitue.model.Strand;
import habitue.server.discretion.Themselves;
import habitue.server.limit.Limits;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in who opened a link, as themselves and nobody else, and counts what an address asks for.
 */
final class PageGate extends OncePerRequestFilter {
  private static final String SESSION = PageSession.class.getName();
  private static final String ERASED = PageGate.class.getName() + ".erased";

  private final PageSessions sessions;
  private final PageCookies cookies;
  private final Whose whose;
  private final Limits limits;
  private final PlainPages pages;

  PageGate(
      PageSessions sessions, PageCookies cookies, Whose whose, Limits limits, PlainPages pages) {
    this.sessions = sessions;
    this.cookies = cookies;
    this.whose = whose;
    this.limits = limits;
    this.pages = pages;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      limits.page(request.getRemoteAddr());
    } catch (RefusedRequest refused) {
      pages.refuse(request, response, refused);
      return;
    }
    cookies.session(request).ifPresent(secret -> admit(secret, request));
    chain.doFilter(request, response);
  }

  private void admit(String secret, HttpServletRequest request) {
    PageSession session = sessions.find(secret).orElse(null);
    if (session == null) {
      return;
    }
    switch (whose.of(session)) {
      case Whose.Found.Theirs(CustomerId customer, Set<Strand> _) -> {
        request.setAttribute(SESSION, session);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(
                customer, null, List.of(new Themselves(customer))));
        SecurityContextHolder.setContext(context);
      }
      case Whose.Found.Erased() -> {
        sessions.end(secret);
        request.setAttribute(ERASED, true);
      }
      case Whose.Found.Unclear() -> sessions.end(secret);
    }
  }

  static @Nullable PageSession session(HttpServletRequest request) {
    return request.getAttribute(SESSION) instanceof PageSession session ? session : null;
  }

  /** Whether they had a session, and were erased since. */
  static boolean erased(HttpServletRequest request) {
    return request.getAttribute(ERASED) != null;
  }

  /** Whether they are at this customer's page already. */
  static boolean inside(CustomerId customer) {
    var who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && customer.equals(who.getPrincipal());
  }

  /** Whom the session is for by now. */
  static CustomerId customer() {
    var who = SecurityContextHolder.getContext().getAuthentication();
    if (who == null || !(who.getPrincipal() instanceof CustomerId customer)) {
      throw new IllegalStateException("only who opened a link comes here");
    }
    return customer;
  }
}
