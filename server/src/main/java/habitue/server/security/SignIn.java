package habitue.server.security;

import habitue.model.Fields;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.people.Step;
import habitue.server.people.User;
import habitue.server.people.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Leads someone in, step by step. Until the last step is done the session has the authority of that
 * step and none of the role, so that a forgotten check opens nothing.
 */
@Component
public final class SignIn {
  static final String USER = SignIn.class.getName() + ".user";
  static final String EPOCH = SignIn.class.getName() + ".epoch";
  private static final String CODE_GIVEN = SignIn.class.getName() + ".code";

  private final Users users;
  private final Audit audit;
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();

  public SignIn(Users users, Audit audit) {
    this.users = users;
    this.audit = audit;
  }

  /** After a right password, or a provider's word: what comes next, empty when they are in. */
  Optional<Step> begin(
      HttpServletRequest request, HttpServletResponse response, User user, String by) {
    return advance(request, response, user, false, by);
  }

  /** After a right code. */
  public Optional<Step> codeGiven(HttpServletRequest request, HttpServletResponse response) {
    return advance(request, response, user(request), true, "code");
  }

  /** After a step was done: on to the next, or in. */
  public Optional<Step> go(HttpServletRequest request, HttpServletResponse response) {
    boolean enrolled = request.getServletPath().equals(Step.ENROL.path());
    return advance(request, response, user(request), given(request) || enrolled, "steps");
  }

  /** After their account changed, which ended all its sessions: this one goes on. */
  public Optional<Step> again(HttpServletRequest request, HttpServletResponse response) {
    return advance(request, response, user(request), given(request), "");
  }

  private static boolean given(HttpServletRequest request) {
    return Boolean.TRUE.equals(request.getSession().getAttribute(CODE_GIVEN));
  }

  private User user(HttpServletRequest request) {
    String name = Optional.ofNullable(request.getUserPrincipal()).orElseThrow().getName();
    return users.find(name).orElseThrow();
  }

  private Optional<Step> advance(
      HttpServletRequest request,
      HttpServletResponse response,
      User user,
      boolean codeGiven,
      String by) {
    Optional<Step> next = users.next(user, codeGiven);
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute(USER, user.name());
    session.setAttribute(EPOCH, user.epoch());
    session.setAttribute(CODE_GIVEN, codeGiven);
    save(request, response, user, authority(user, next));
    if (next.isEmpty() && !by.isEmpty()) {
      users.signedIn(user.name());
      audit.record(user.name(), Action.SIGN_IN, user.name(), Fields.NONE.with("by", by));
    }
    return next;
  }

  static String authority(User user, Optional<Step> next) {
    return next.map(Step::authority).orElse(user.role().authority());
  }

  private void save(
      HttpServletRequest request, HttpServletResponse response, User user, String authority) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            user.name(), null, List.of(new SimpleGrantedAuthority(authority))));
    SecurityContextHolder.setContext(context);
    sessions.saveContext(context, request, response);
  }
}
