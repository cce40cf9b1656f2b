package habitue.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.me.MeRoute;
import habitue.server.people.Role;
import habitue.server.people.Users;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every route of the console, asked for by every role. */
class ConsoleRoutesTest {
  private static final Path PAGE = Path.of("../docs/operating/people.md");

  /** Open to whoever comes, or not a page. */
  private static final Set<String> OPEN =
      Set.of("GET /sign-in", "POST /language", "GET /assets/csrf", "GET /error");

  private static final Map<Role, Visitor> VISITORS = new EnumMap<>(Role.class);

  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withFakeDoor(folder);
    Users users = server.context().getBean(Users.class);
    for (Role role : Role.values()) {
      String name = "the-" + role.wireName();
      users.create(name, "", role);
      users.password(name, "words that nobody knows " + name.length());
      var visitor = new Visitor(server);
      visitor.signIn(name, "words that nobody knows " + name.length());
      VISITORS.put(role, visitor);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Visitor visitor(Role role) {
    return Objects.requireNonNull(VISITORS.get(role));
  }

  private static int ask(Visitor visitor, ConsoleRoute route) {
    String path =
        route
            .pattern()
            .replace("{name}", "nobody")
            .replace("{act}", "nothing")
            .replaceAll("\\{[^}]*}", "c1a2b");
    HttpResponse<String> answer =
        route.method().equals(HttpMethod.GET) ? visitor.get(path) : visitor.post(path);
    String to = Visitor.location(answer);
    return to.startsWith("/sign-in") ? 401 : answer.statusCode();
  }

  @Test
  void each_role_gets_what_the_table_says_and_nothing_else() {
    var softly = new SoftAssertions();
    for (ConsoleRoute route : ConsoleRoute.ALL) {
      for (Role role : Role.values()) {
        if (!route.pattern().equals("/live")) {
          int status = ask(visitor(role), route);
          var told = softly.assertThat(status).as("%s as %s", route, role);
          if (route.roles().contains(role)) {
            told.isNotIn(401, 403);
          } else {
            told.isEqualTo(403);
          }
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void what_is_in_no_table_is_there_for_nobody() {
    Visitor admin = visitor(Role.ADMIN);
    assertThat(admin.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(admin.get("/error").statusCode()).isEqualTo(404);
    assertThat(admin.post("/customers/c1a2b").statusCode()).isEqualTo(403);
  }

  @Test
  void every_page_there_is_has_its_row() {
    assertThat(rows()).containsAll(pages());
  }

  private static Set<String> rows() {
    return ConsoleRoute.ALL.stream()
        .map(route -> route.method() + " " + route.pattern())
        .collect(Collectors.toSet());
  }

  @Test
  void customers_own_pages_are_in_a_table_of_theirs() {
    Set<String> rows =
        MeRoute.ALL.stream()
            .map(route -> route.method() + " " + route.pattern())
            .collect(Collectors.toSet());
    Set<String> mine = mapped();
    mine.removeIf(page -> !page.matches("\\w+ /me\\b.*"));
    assertThat(mine).isEqualTo(rows);
  }

  private static Set<String> pages() {
    Set<String> pages = mapped();
    pages.removeIf(
        page -> page.matches("\\w+ /(api|actuator|openapi|v1|me)\\b.*") || OPEN.contains(page));
    return pages;
  }

  private static Set<String> mapped() {
    var pages = new TreeSet<String>();
    server
        .context()
        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
        .values()
        .forEach(mapping ->
            mapping
                .getHandlerMethods()
                .forEach((info, method) -> {
                  var methods = info.getMethodsCondition().getMethods();
                  for (String path : info.getPatternValues()) {
                    String verb = methods.isEmpty() ? "GET" : methods.iterator().next().name();
                    pages.add(verb + " " + path);
                  }
                }));
    return pages;
  }

  @Test
  void the_manual_has_the_same_table() throws IOException {
    assertThat(Files.readString(PAGE)).contains(table());
  }

  private static String table() {
    List<String> roles = Arrays.stream(Role.values()).map(Role::wireName).toList();
    Stream<String> head =
        Stream.of(
            "| route | " + String.join(" | ", roles) + " |", "|---|" + "---|".repeat(roles.size()));
    Stream<String> rows =
        ConsoleRoute.ALL.stream()
            .filter(route -> !route.roles().isEmpty())
            .map(ConsoleRoutesTest::row);
    return Stream.concat(head, rows).collect(Collectors.joining("\n"));
  }

  private static String row(ConsoleRoute route) {
    String marks =
        Arrays.stream(Role.values())
            .map(role -> route.roles().contains(role) ? "yes" : "–")
            .collect(Collectors.joining(" | "));
    return "| `%s %s` | %s |".formatted(route.method(), route.pattern(), marks);
  }
}
