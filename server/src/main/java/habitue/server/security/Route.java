package habitue.server.security;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * A route of the machines' API and who may take it. What is not in this list is denied.
 *
 * @param pattern a path in Spring's pattern language
 */
public record Route(HttpMethod method, String pattern, Access access) {

  /** Who may take a route. */
  public sealed interface Access {
    record Everyone() implements Access {}

    record AnyKey() implements Access {}

    record With(Scope scope) implements Access {}

    /** A key with one of these scopes at least. */
    record WithAny(List<Scope> scopes) implements Access {
      public WithAny {
        scopes = List.copyOf(scopes);
      }
    }
  }

  private static final Set<String> TELLING_STORES_APART = Set.of("/api/facts");
  private static final Access EVERYONE = new Access.Everyone();
  private static final Access ANY_KEY = new Access.AnyKey();

  /** For whoever serves customers, and for whoever guards what they asked for. */
  private static final Access RIGHTS =
      new Access.WithAny(List.of(Scope.CUSTOMERS_WRITE, Scope.PRIVACY));

  /** Whoever may put the catalogue reads it too. */
  private static final Access CATALOGUE =
      new Access.WithAny(List.of(Scope.CUSTOMERS_READ, Scope.PLAYBOOK_WRITE));

  public static final List<Route> ALL =
      List.of(
          get("/openapi.json", EVERYONE),
          get("/actuator/health", EVERYONE),
          get("/actuator/prometheus", ANY_KEY),
          get("/api/status", ANY_KEY),
          get("/api/customers/{ref}", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/customers/{ref}/timeline", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/customers/{ref}/why", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/customers/{ref}/questions", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/customers/{ref}/answers", new Access.With(Scope.CUSTOMERS_WRITE)),
          get("/api/customers/{ref}/next", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/customers/{ref}/duplicates", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/playbook", new Access.With(Scope.PLAYBOOK_WRITE)),
          put("/api/playbook", new Access.With(Scope.PLAYBOOK_WRITE)),
          post("/api/playbook/check", new Access.With(Scope.PLAYBOOK_WRITE)),
          post("/api/playbook/rehearse", new Access.With(Scope.PLAYBOOK_WRITE)),
          post("/api/playbook/rollback", new Access.With(Scope.PLAYBOOK_WRITE)),
          get("/api/playbook/versions", new Access.With(Scope.PLAYBOOK_WRITE)),
          get("/api/playbook/versions/{number}", new Access.With(Scope.PLAYBOOK_WRITE)),
          get("/api/segments", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/segments/{name}", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/segments/{name}/changes", new Access.With(Scope.FACTS_READ)),
          get("/api/segments/{name}/export", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/segments/preview", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/leads", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/forecast", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/customers/lookup", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/customers/search", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/customers/{ref}/split", new Access.With(Scope.CUSTOMERS_WRITE)),
          post("/api/customers/{ref}/join", new Access.With(Scope.CUSTOMERS_WRITE)),
          get("/api/customers/{ref}/consents", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/customers/{ref}/consents", RIGHTS),
          post("/api/customers/{ref}/objections", RIGHTS),
          post("/api/customers/{ref}/restriction", RIGHTS),
          put("/api/customers/{ref}/tags/{tag}", new Access.With(Scope.CUSTOMERS_WRITE)),
          delete("/api/customers/{ref}/tags/{tag}", new Access.With(Scope.CUSTOMERS_WRITE)),
          get("/api/customers/{ref}/points", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/customers/{ref}/points/proof", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/customers/{ref}/adjustments", new Access.With(Scope.LOYALTY_WRITE)),
          get("/api/customers/{ref}/redemptions", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/customers/{ref}/redemptions", new Access.With(Scope.LOYALTY_WRITE)),
          post(
              "/api/customers/{ref}/redemptions/{redemption}/fulfil",
              new Access.With(Scope.LOYALTY_WRITE)),
          get("/api/challenges", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/customers/{ref}/challenges", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/codes", new Access.With(Scope.LOYALTY_WRITE)),
          post("/api/codes/check", new Access.With(Scope.LOYALTY_WRITE)),
          post("/api/codes/use", new Access.With(Scope.LOYALTY_WRITE)),
          post(
              "/api/customers/{ref}/redemptions/{redemption}/reverse",
              new Access.With(Scope.LOYALTY_WRITE)),
          post("/api/redemptions/{redemption}/fulfil", new Access.With(Scope.LOYALTY_WRITE)),
          post("/api/redemptions/{redemption}/reverse", new Access.With(Scope.LOYALTY_WRITE)),
          post("/api/customers/{ref}/tokens", new Access.With(Scope.LOYALTY_TOKEN)),
          get("/api/customers/{ref}/card", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/customers/{ref}/referral", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/referrals", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/referrals/{id}/approve", new Access.With(Scope.LOYALTY_WRITE)),
          post("/api/referrals/{id}/refuse", new Access.With(Scope.LOYALTY_WRITE)),
          get("/api/rewards", new Access.With(Scope.CUSTOMERS_READ)),
          post("/api/loyalty/rehearse", new Access.With(Scope.PLAYBOOK_WRITE)),
          post("/api/loyalty/balances", new Access.With(Scope.ADMIN)),
          post("/api/loyalty/codes", new Access.With(Scope.ADMIN)),
          get("/api/loyalty/adjustments", new Access.With(Scope.LOYALTY_WRITE)),
          get("/api/loyalty/report", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/loyalty/effect", new Access.With(Scope.CUSTOMERS_READ)),
          get("/api/customers/{ref}/commands/{number}", RIGHTS),
          delete("/api/customers/{ref}", new Access.With(Scope.PRIVACY)),
          get("/api/customers/{ref}/export", new Access.With(Scope.PRIVACY)),
          put("/api/products", new Access.With(Scope.PLAYBOOK_WRITE)),
          get("/api/products", CATALOGUE),
          get("/api/products/{id}", CATALOGUE),
          delete("/api/products/{id}", new Access.With(Scope.PLAYBOOK_WRITE)),
          get("/api/suppressions", new Access.With(Scope.PRIVACY)),
          post("/api/suppressions", new Access.With(Scope.PRIVACY)),
          post("/api/suppressions/lookup", new Access.With(Scope.PRIVACY)),
          delete("/api/suppressions/{id}", new Access.With(Scope.PRIVACY)),
          post("/api/customers/{ref}/page-links", new Access.With(Scope.PRIVACY)),
          get("/api/erasures", new Access.With(Scope.PRIVACY)),
          get("/api/retention", new Access.With(Scope.PRIVACY)),
          post("/api/retention/sweeps", new Access.With(Scope.PRIVACY)),
          get("/api/audit", new Access.WithAny(List.of(Scope.PRIVACY, Scope.ADMIN))),
          get("/api/quarantine", new Access.With(Scope.ADMIN)),
          get("/api/sources", new Access.With(Scope.ADMIN)),
          post("/api/sources", new Access.With(Scope.ADMIN)),
          get("/api/facts", new Access.With(Scope.FACTS_READ)),
          get("/api/webhooks", new Access.With(Scope.ADMIN)),
          post("/api/webhooks", new Access.With(Scope.ADMIN)),
          get("/api/webhooks/{id}", new Access.With(Scope.ADMIN)),
          delete("/api/webhooks/{id}", new Access.With(Scope.ADMIN)),
          get("/api/webhooks/{id}/dead-letters", new Access.With(Scope.ADMIN)),
          post("/api/webhooks/{id}/dead-letters/replay", new Access.With(Scope.ADMIN)),
          get("/api/keys", new Access.With(Scope.ADMIN)),
          post("/api/keys", new Access.With(Scope.ADMIN)),
          put("/api/keys/{id}/origins", new Access.With(Scope.ADMIN)),
          post("/api/keys/{id}/rotate", new Access.With(Scope.ADMIN)),
          delete("/api/keys/{id}", new Access.With(Scope.ADMIN)),
          post("/api/backup", new Access.With(Scope.ADMIN)),
          post("/api/tables", new Access.With(Scope.ADMIN)));

  private static Route get(String pattern, Access access) {
    return new Route(HttpMethod.GET, pattern, access);
  }

  private static Route post(String pattern, Access access) {
    return new Route(HttpMethod.POST, pattern, access);
  }

  private static Route put(String pattern, Access access) {
    return new Route(HttpMethod.PUT, pattern, access);
  }

  private static Route delete(String pattern, Access access) {
    return new Route(HttpMethod.DELETE, pattern, access);
  }

  /** Whether a call shows a key that is limited to stores nothing of the others. */
  static boolean tellsStoresApart(String path) {
    return TELLING_STORES_APART.contains(path);
  }
}
