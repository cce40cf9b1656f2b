package habitue.app;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.simulation.privacy.Search;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program has known someone, shown them and forgets them: no byte is left anywhere. */
class ErasedFromServerTest {
  private static final String WRITE_KEY = "erased-test-server-key";
  private static final String TOKEN = "erased-test-admin-token";
  private static final String PASSWORD = "erased-test-password";
  private static final Map<String, String> SECRETS =
      Map.of(
          "HABITUE_WRITE_KEY", WRITE_KEY,
          "HABITUE_ADMIN_TOKEN", TOKEN,
          "HABITUE_CONSOLE_PASSWORD", PASSWORD);
  private static final String USER = "zq-user-40417";
  private static final List<String> WORDS =
      List.of(
          USER,
          "zq-anon-55120",
          "Petronella Wimpleswift",
          "petronella@wimpleswift.example",
          "+33688776655",
          "allée des Axolotls",
          "zq-search-quince",
          "zq-order-70071",
          "zq-token-refused");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"(c[0-9a-z]+)\"");

  @TempDir Path folder;
  private final HttpClient console =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  @Test
  void no_byte_of_an_erased_person_is_in_folder_log_or_metrics() throws Exception {
    Path data = folder.resolve("data");
    Path log = folder.resolve("log.txt");
    var search = new Search(WORDS);
    try (var server = RunningServer.logging(data, log, SECRETS)) {
      told(server);
      String id = id(server);
      assertThat(seen(server, id)).contains("Wimpleswift", "zq-order-70071");
      assertThat(found(search, metrics(server))).isEmpty();
    }
    assertThat(search.in(data)).as("the search finds what is there").hasSizeGreaterThan(10);
    try (var server = RunningServer.logging(data, log, SECRETS)) {
      String id = id(server);
      assertThat(seen(server, id)).contains("Wimpleswift");
      assertThat(server.delete("/api/customers/" + id, TOKEN).body()).contains("\"finished\":true");
      assertThat(found(search, metrics(server))).isEmpty();
      for (String page : List.of("/", "/customers", "/customers/" + id, "/data", "/trust")) {
        assertThat(found(search, page(server, page))).as(page).isEmpty();
      }
    }
    assertThat(search.in(data)).isEmpty();
    assertThat(Files.readString(log)).contains("Habitué is ready");
    assertThat(found(search, Files.readString(log))).isEmpty();
  }

  private static void told(RunningServer server) throws Exception {
    say(
        server,
        "identify",
        """
        {"userId":"%s","anonymousId":"zq-anon-55120","traits":{"name":"Petronella Wimpleswift",
         "email":"petronella@wimpleswift.example","phone":"+33688776655",
         "address":{"street":"allée des Axolotls","city":"Lyon"}}}
        """);
    say(
        server,
        "track",
        """
        {"userId":"%s","event":"Products Searched","properties":{"query":"zq-search-quince"}}
        """);
    say(
        server,
        "track",
        """
        {"userId":"%s","event":"Order Completed","properties":{"order_id":"zq-order-70071",
         "currency":"EUR","revenue":12.5,"products":[{"product_id":"p","price":12.5,"quantity":1}]}}
        """);
    String refused =
        "{\"userId\":\"" + USER + "\",\"event\":\"Left\",\"timestamp\":\"zq-token-refused\"}";
    assertThat(server.post("/v1/track", WRITE_KEY, refused).statusCode()).isEqualTo(400);
  }

  private static void say(RunningServer server, String call, String json) throws Exception {
    HttpResponse<String> answer = server.post("/v1/" + call, WRITE_KEY, json.formatted(USER));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String id(RunningServer server) throws Exception {
    for (int i = 0; i < 200; i++) {
      String status = server.get("/api/status", TOKEN).body();
      Matcher id = ID.matcher(server.get("/api/customers/userId:" + USER, TOKEN).body());
      if (id.find() && status.contains("\"lag\":0")) {
        return id.group(1);
      }
      Thread.sleep(50);
    }
    throw new AssertionError("nobody is known by the id");
  }

  /** The pages that name someone, as a colleague opens them. */
  private String seen(RunningServer server, String id) throws Exception {
    signIn(server);
    var all = new StringBuilder();
    for (String path : List.of("", "/orders", "/timeline", "/export?form=page")) {
      all.append(page(server, "/customers/" + id + path));
    }
    Matcher token = CSRF.matcher(page(server, "/customers"));
    assertThat(token.find()).isTrue();
    all.append(form(server, "/customers/search", token.group(1), "q", "Petronella Wimpleswift"));
    return all.append(page(server, "/data/refused")).append(page(server, "/")).toString();
  }

  private void signIn(RunningServer server) throws Exception {
    Matcher token = CSRF.matcher(page(server, "/sign-in"));
    assertThat(token.find()).isTrue();
    form(server, "/sign-in", token.group(1), "username", "admin", "password", PASSWORD);
    assertThat(page(server, "/account")).contains("admin");
  }

  private String page(RunningServer server, String path) throws Exception {
    var request = HttpRequest.newBuilder(server.uri(path)).header("Accept", "text/html");
    return console.send(request.build(), BodyHandlers.ofString()).body();
  }

  private String form(RunningServer server, String path, String token, String... fields)
      throws IOException, InterruptedException {
    var form = new StringBuilder("_csrf=").append(encoded(token));
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
    }
    var request =
        HttpRequest.newBuilder(server.uri(path))
            .timeout(Duration.ofSeconds(20))
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.toString()));
    return console.send(request.build(), BodyHandlers.ofString()).body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String metrics(RunningServer server) throws Exception {
    String metrics = server.get("/actuator/prometheus", TOKEN).body();
    assertThat(metrics).contains("habitue_engine_lag_events");
    return metrics;
  }

  private static List<String> found(Search search, String text) {
    var found = new ArrayList<String>();
    search.in(text.getBytes(StandardCharsets.UTF_8), "a text", found);
    return found;
  }
}
