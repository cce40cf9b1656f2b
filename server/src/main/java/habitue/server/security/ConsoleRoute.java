package habitue.server.security;

import static habitue.server.people.Role.ADMIN;
import static habitue.server.people.Role.AGENT;
import static habitue.server.people.Role.FINANCE;
import static habitue.server.people.Role.MARKETER;
import static habitue.server.people.Role.PRIVACY;

import habitue.server.people.Role;
import habitue.server.people.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A route of the console and the roles that may take it. What is not in this list is denied.
 *
 * @param pattern a path in Spring's pattern language
 * @param steps those on their way in who need it to go on
 */
public record ConsoleRoute(HttpMethod method, String pattern, Set<Role> roles, Set<Step> steps) {
  private static final Set<Role> ALL_ROLES = EnumSet.allOf(Role.class);

  public ConsoleRoute {
    roles = Set.copyOf(roles);
    steps = Set.copyOf(steps);
  }

  public static final List<ConsoleRoute> ALL =
      List.of(
          get("/", ALL_ROLES),
          get("/live", ALL_ROLES),
          get("/customers", ALL_ROLES),
          post("/customers/search", ALL_ROLES),
          get("/customers/{id}", ALL_ROLES),
          get("/customers/{id}/why", ALL_ROLES),
          get("/customers/{id}/tags", Set.of(ADMIN, MARKETER, AGENT)),
          post("/customers/{id}/tags", Set.of(ADMIN, MARKETER, AGENT)),
          get("/customers/{id}/orders", ALL_ROLES),
          get("/customers/{id}/timeline", ALL_ROLES),
          get("/customers/{id}/split", Set.of(ADMIN, AGENT, PRIVACY)),
          post("/customers/{id}/split", Set.of(ADMIN, AGENT, PRIVACY)),
          get("/customers/{id}/join", Set.of(ADMIN, AGENT, PRIVACY)),
          post("/customers/{id}/join", Set.of(ADMIN, AGENT, PRIVACY)),
          post("/customers/{id}/join/search", Set.of(ADMIN, AGENT, PRIVACY)),
          post("/customers/{id}/answers", Set.of(ADMIN, AGENT)),
          get("/customers/{id}/consents", Set.of(ADMIN, AGENT, PRIVACY)),
          post("/customers/{id}/consents", Set.of(ADMIN, AGENT, PRIVACY)),
          get("/customers/{id}/export", Set.of(ADMIN, PRIVACY)),
          get("/customers/{id}/erase", Set.of(ADMIN, PRIVACY)),
          post("/customers/{id}/erase", Set.of(ADMIN, PRIVACY)),
          get("/identify", ALL_ROLES),
          get("/identify/segments", ALL_ROLES),
          get("/identify/segments/{name}", ALL_ROLES),
          get("/identify/questions", ALL_ROLES),
          get("/identify/segments/{name}/audience", Set.of(ADMIN, MARKETER, PRIVACY)),
          get("/identify/segments/{name}/audience/csv", Set.of(ADMIN, PRIVACY)),
          get("/identify/segments/{name}/audience/{format}", Set.of(ADMIN, MARKETER, PRIVACY)),
          get("/identify/rfm", ALL_ROLES),
          get("/identify/slipping", ALL_ROLES),
          get("/identify/leads", ALL_ROLES),
          get("/identify/playbook", ALL_ROLES),
          get("/identify/playbook/versions/{number}", ALL_ROLES),
          post("/identify/playbook/try", Set.of(ADMIN, MARKETER)),
          post("/identify/playbook/check", Set.of(ADMIN, MARKETER)),
          post("/identify/playbook/rehearse", Set.of(ADMIN, MARKETER)),
          post("/identify/playbook/publish", Set.of(ADMIN, MARKETER)),
          post("/identify/playbook/rollback", Set.of(ADMIN, MARKETER)),
          get("/customers/{id}/points", ALL_ROLES),
          post("/customers/{id}/points", Set.of(ADMIN, AGENT)),
          get("/reward", ALL_ROLES),
          get("/reward/adjustments", Set.of(ADMIN, AGENT, FINANCE)),
          post("/reward/adjustments/{id}", Set.of(ADMIN, AGENT, FINANCE)),
          get("/reward/limits", Set.of(ADMIN)),
          post("/reward/limits", Set.of(ADMIN)),
          get("/reward/balances", Set.of(ADMIN)),
          post("/reward/balances", Set.of(ADMIN)),
          post("/reward/balances/open", Set.of(ADMIN)),
          get("/reward/codes", Set.of(ADMIN)),
          post("/reward/codes", Set.of(ADMIN)),
          post("/reward/codes/open", Set.of(ADMIN)),
          get("/reward/liability", ALL_ROLES),
          get("/reward/effect", ALL_ROLES),
          get("/reward/referrals", ALL_ROLES),
          post("/reward/referrals", Set.of(ADMIN, AGENT)),
          get("/reward/rehearse", Set.of(ADMIN, MARKETER)),
          post("/reward/rehearse", Set.of(ADMIN, MARKETER)),
          get("/catalogue", ALL_ROLES),
          get("/catalogue/product", ALL_ROLES),
          get("/data", ALL_ROLES),
          get("/data/refused", ALL_ROLES),
          get("/data/sources", Set.of(ADMIN)),
          post("/data/sources", Set.of(ADMIN)),
          get("/data/webhooks", Set.of(ADMIN)),
          post("/data/webhooks", Set.of(ADMIN)),
          get("/data/webhooks/{id}", Set.of(ADMIN)),
          post("/data/webhooks/{id}/replay", Set.of(ADMIN)),
          post("/data/webhooks/{id}/remove", Set.of(ADMIN)),
          get("/trust", Set.of(ADMIN, PRIVACY)),
          post("/trust/doubts/{id}/stays", Set.of(ADMIN, PRIVACY)),
          get("/settings", ALL_ROLES),
          get("/settings/people", Set.of(ADMIN)),
          post("/settings/people", Set.of(ADMIN)),
          post("/settings/people/{name}/{act}", Set.of(ADMIN)),
          get("/settings/keys", Set.of(ADMIN)),
          get("/settings/keys/new", Set.of(ADMIN)),
          post("/settings/keys", Set.of(ADMIN)),
          get("/settings/keys/{id}", Set.of(ADMIN)),
          post("/settings/keys/{id}/origins", Set.of(ADMIN)),
          post("/settings/keys/{id}/rotate", Set.of(ADMIN)),
          post("/settings/keys/{id}/revoke", Set.of(ADMIN)),
          get("/settings/audit", Set.of(ADMIN, PRIVACY)),
          post("/settings/audit", Set.of(ADMIN)),
          get("/account", ALL_ROLES),
          get("/account/password", ALL_ROLES, Step.PASSWORD),
          post("/account/password", ALL_ROLES, Step.PASSWORD),
          get("/account/totp", ALL_ROLES, Step.ENROL),
          post("/account/totp", ALL_ROLES, Step.ENROL),
          post("/account/totp/remove", ALL_ROLES),
          get("/sign-in/code", Set.of(), Step.CODE),
          post("/sign-in/code", Set.of(), Step.CODE));

  private static ConsoleRoute get(String pattern, Set<Role> roles, Step... steps) {
    return new ConsoleRoute(HttpMethod.GET, pattern, roles, Set.of(steps));
  }

  private static ConsoleRoute post(String pattern, Set<Role> roles, Step... steps) {
    return new ConsoleRoute(HttpMethod.POST, pattern, roles, Set.of(steps));
  }

  /** Whether a role may read the page of a pattern. */
  public static boolean opens(@Nullable Role role, String pattern) {
    return may(role, HttpMethod.GET, pattern);
  }

  /** Whether a role may send the form of a page. */
  public static boolean takes(@Nullable Role role, String pattern) {
    return may(role, HttpMethod.POST, pattern);
  }

  private static boolean may(@Nullable Role role, HttpMethod method, String pattern) {
    return role != null
        && ALL.stream()
            .anyMatch(route ->
                route.method().equals(method)
                    && route.pattern().equals(pattern)
                    && route.roles().contains(role));
  }

  String[] authorities() {
    List<String> authorities = new ArrayList<>(roles.stream().map(Role::authority).toList());
    steps.stream().map(Step::authority).forEach(authorities::add);
    return authorities.toArray(String[]::new);
  }
}
