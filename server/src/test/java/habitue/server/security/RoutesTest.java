package habitue.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every route there is refuses whoever has no key and no session, unless it is meant for all. */
class RoutesTest {
  /** Open by decision. Whoever adds one says why in a review. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /openapi.json",
          "GET /actuator/health",
          "GET /sign-in",
          "GET /assets/csrf",
          "POST /language",
          // before and after a customer's own page: they say one thing each, about nobody
          "GET /me/open",
          "GET /me/gone",
          "GET /me/closed",
          // asks for a write key by itself
          "POST /v1/*");

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withFakeDoor(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Method and pattern of all controllers, actuator endpoints and servlets. */
  private static Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    server
        .context()
        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
        .values()
        .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(i -> add(routes, i)));
    for (ServletRegistrationBean<?> servlet :
        server.context().getBeansOfType(ServletRegistrationBean.class).values()) {
      servlet.getUrlMappings().forEach(path -> routes.add("POST " + path));
    }
    return routes;
  }

  private static void add(Set<String> routes, RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    for (String pattern : info.getPatternValues()) {
      if (methods.isEmpty()) {
        routes.add("GET " + pattern);
      }
      methods.forEach(method -> routes.add(method + " " + pattern));
    }
  }

  private static HttpResponse<String> anonymously(String route) {
    String[] parts = route.split(" ");
    String path = parts[1].replaceAll("\\{[^}]*}", "c1").replace("/**", "/x").replace("/*", "/x");
    return server.send(server.request(path).method(parts[0], HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  void all_are_denied_unless_they_say_otherwise() {
    assertThat(routes()).hasSizeGreaterThan(15).contains("GET /api/status", "POST /v1/*");
    for (String route : routes()) {
      HttpResponse<String> answer = anonymously(route);
      boolean toSignIn =
          answer.statusCode() == 302
              && answer.headers().firstValue("Location").orElse("").endsWith("/sign-in");
      boolean refused = Set.of(401, 403).contains(answer.statusCode()) || toSignIn;
      assertThat(refused)
          .as("%s answered %s", route, answer.statusCode())
          .isEqualTo(!OPEN.contains(route) || route.startsWith("POST /language"));
    }
  }

  @Test
  void every_call_of_the_api_has_its_scope_and_every_scope_its_call() {
    var matcher = new AntPathMatcher();
    List<String> calls = routes().stream().filter(route -> route.contains(" /api/")).toList();
    for (String call : calls) {
      assertThat(Route.ALL)
          .as(call)
          .anyMatch(route -> (route.method() + " " + route.pattern()).equals(call));
    }
    for (Route route : Route.ALL) {
      assertThat(routes())
          .as(route.pattern())
          .anyMatch(there ->
              there.startsWith(route.method() + " ")
                  && matcher.match(there.split(" ")[1], route.pattern()));
    }
  }

  @Test
  void a_wrong_key_opens_nothing() {
    for (Route route : Route.ALL) {
      if (route.access() instanceof Route.Access.Everyone) {
        continue;
      }
      String path = route.pattern().replaceAll("\\{[a-z]+}", "c1");
      HttpResponse<String> answer =
          patiently(() ->
              server.send(
                  server
                      .request(path)
                      .header("Authorization", "Bearer " + RunningServer.SERVER_KEY)
                      .method(route.method().name(), HttpRequest.BodyPublishers.noBody())));
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.body()).contains("\"wrong_key\"");
    }
  }

  @Test
  void a_key_opens_the_calls_of_its_scope_and_no_other() {
    for (Scope scope : Scope.values()) {
      String made =
          server
              .api(
                  "POST",
                  "/api/keys",
                  "{\"name\":\"of %1$s\",\"kind\":\"api\",\"scopes\":[\"%1$s\"]}"
                      .formatted(scope.wireName()))
              .body();
      String secret = made.replaceAll(".*\"secret\":\"([^\"]+)\".*", "$1");
      for (Route route : Route.ALL) {
        HttpResponse<String> answer = asked(route, secret);
        assertThat(Set.of(401, 403).contains(answer.statusCode()))
            .as("%s %s with %s: %s", route.method(), route.pattern(), scope, answer.statusCode())
            .isEqualTo(!opens(scope, route));
      }
    }
  }

  private static boolean opens(Scope scope, Route route) {
    return switch (route.access()) {
      case Route.Access.Everyone _, Route.Access.AnyKey _ -> true;
      case Route.Access.With(Scope needed) -> scope == needed;
      case Route.Access.WithAny(List<Scope> needed) -> needed.contains(scope);
    };
  }

  private static HttpResponse<String> asked(Route route, String secret) {
    String path = route.pattern().replaceAll("\\{[a-z]+}", "c1");
    return server.send(
        server
            .request(path)
            .header("Authorization", "Bearer " + secret)
            .method(route.method().name(), HttpRequest.BodyPublishers.noBody()));
  }

  /** Waits out the limit on wrong keys, of which there are more here than it lets through. */
  private static HttpResponse<String> patiently(Supplier<HttpResponse<String>> request) {
    HttpResponse<String> answer = request.get();
    for (int i = 0; i < 20 && answer.statusCode() == 429; i++) {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      answer = request.get();
    }
    return answer;
  }

  @Test
  void an_unknown_call_is_told_apart_only_with_a_key() {
    assertThat(server.send(server.request("/api/secret")).statusCode()).isEqualTo(401);
    assertThat(patiently(() -> server.api("GET", "/api/secret", "")).statusCode()).isEqualTo(404);
    assertThat(server.api("DELETE", "/api/status", "").statusCode()).isEqualTo(405);
    assertThat(server.api("GET", "/actuator/env", "").statusCode()).isEqualTo(404);
    assertThat(server.send(server.request("/actuator/heapdump")).statusCode()).isEqualTo(401);
  }

  @Test
  void health_is_bare_and_metrics_need_a_key() {
    HttpResponse<String> health = server.send(server.request("/actuator/health"));
    assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(server.send(server.request("/actuator/prometheus")).statusCode()).isEqualTo(401);
    HttpResponse<String> metrics = server.api("GET", "/actuator/prometheus", "");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body()).contains("habitue_collect_events_total");
  }

  @Test
  void answers_keep_browsers_honest() {
    for (String path : List.of("/", "/api/status", "/v1/track", "/openapi.json", "/nothing")) {
      HttpResponse<String> answer = server.send(server.request(path));
      var headers = answer.headers();
      assertThat(headers.firstValue("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(policy ->
              assertThat(policy)
                  .contains("default-src 'self'", "frame-ancestors 'none'")
                  .doesNotContain("unsafe"));
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
      assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
      assertThat(headers.firstValue("Server")).isEmpty();
    }
  }
}
