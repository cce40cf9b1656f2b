package habitue.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages answer, without a browser. */
class ConsolePagesTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @SuppressWarnings("NullAway.Init")
  private static TestServer.Running server;

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void forget() {
    server.shop().forget();
  }

  @Test
  void former_ids_lead_to_whom_they_became() throws Exception {
    signIn();
    var answer = get("/customers/" + FakeConsole.FORMER);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(location(answer)).endsWith("/customers/" + FakeConsole.REGULAR);
  }

  @Test
  void nobody_is_a_page_of_the_house() throws Exception {
    signIn();
    var answer = get("/customers/c404");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is nothing here").contains("/assets/habitue.css");
  }

  @Test
  void unknown_choices_are_the_usual_ones() throws Exception {
    signIn();
    assertThat(get("/?basis=x&period=y&store=z").statusCode()).isEqualTo(200);
    assertThat(get("/customers?sort=x&search=99").body()).contains("4,372 customers");
    assertThat(get("/customers/c1a2b?orders=-5&show=x").statusCode()).isEqualTo(200);
    assertThat(get("/customers/c1a2b/orders?from=999999").statusCode()).isEqualTo(200);
    assertThat(get("/customers/c1a2b/orders?from=text").statusCode()).isEqualTo(200);
    assertThat(get("/customers/c1a2b/split?identifier=none").statusCode()).isEqualTo(404);
  }

  @Test
  void figures_above_lists_say_what_they_count() throws Exception {
    signIn();
    assertThat(get("/customers").body())
        .contains("<b>4,372</b> <span>known customers</span>")
        .contains("People with a customer number", "The sum of each person’s orders, before")
        .contains("<dt>Currency</dt><dd>GBP</dd>", "<dt>As of</dt>");
    assertThat(get("/data").body())
        .contains("<span>events taken in</span>", "<span>events refused</span>")
        .contains("Everything taken in and kept for good");
    server.shop().empty(true);
    assertThat(get("/customers").body()).doesNotContain("details class=\"figure\"");
  }

  @Test
  void who_erases_is_told_what_the_law_keeps_and_why() throws Exception {
    signIn();
    assertThat(get("/customers/c1a2b/erase").body())
        .contains("your retention.yaml says 10 years after the last order")
        .contains("articles 6(1)(c) and 17(3)(b)");
  }

  @Test
  void forms_without_their_token_are_refused() throws Exception {
    signIn();
    var answer = post("/customers/c1a2b/split", "identifier=k3", "");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("This is not open to you");
    assertThat(server.shop().acts()).isEmpty();
  }

  @Test
  void switching_language_never_leads_elsewhere() throws Exception {
    signIn();
    String token = token("/data");
    for (String back :
        new String[] {
          "https://evil.example", "//evil.example", "/\\evil.example", "/%5cevil", "/a\r\nX: y"
        }) {
      var answer = post("/language", "to=fr&back=" + encode(back), token);
      assertThat(location(answer)).as(back).isEqualTo(server.address() + "/");
    }
    var answer =
        post("/language", "to=fr&back=" + encode("/customers?sort=name&cursor=a%2Fb"), token);
    assertThat(location(answer)).isEqualTo(server.address() + "/customers?sort=name&cursor=a%2Fb");
    assertThat(answer.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(cookie ->
            assertThat(cookie).contains("habitue-language=fr", "HttpOnly", "SameSite=Lax"));
    assertThat(get("/data").body()).contains("<html lang=\"fr\">");
    assertThat(post("/language", "to=xx", token).headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void the_browsers_language_counts_by_default() throws Exception {
    var french = request("/sign-in").header("Accept-Language", "de, fr-CA;q=0.7, en;q=0.3").GET();
    assertThat(send(french).body()).contains("<html lang=\"fr\">").contains("Se connecter");
    var broken = request("/sign-in").header("Accept-Language", ";;;q=").GET();
    assertThat(send(broken).body()).contains("<html lang=\"en\">");
  }

  @Test
  void nothing_is_inline_and_nothing_comes_from_elsewhere() throws Exception {
    signIn();
    server.shop().write(Ink.hostile());
    for (String page :
        new String[] {
          "/", "/customers", "/customers/c1a2b", "/data", "/customers/c1a2b/join?with=c3"
        }) {
      String body = get(page).body();
      assertThat(body).doesNotContainPattern("<script(?! src=\"/)");
      assertThat(body).doesNotContainPattern("<[a-z][^>]* style=");
      assertThat(body).doesNotContain("<style");
      assertThat(body).doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
    }
  }

  @Test
  void assets_say_their_version_and_exist() throws Exception {
    Assets assets = Assets.find();
    for (String address :
        new String[] {
          assets.pico(),
          assets.style(),
          assets.htmx(),
          assets.echarts(),
          assets.script(),
          assets.today()
        }) {
      assertThat(address).matches("/(webjars/.*\\d.*|assets/.*\\?v=.*)");
      assertThat(get(address).statusCode()).as(address).isEqualTo(200);
    }
  }

  private void signIn() throws Exception {
    String form = "username=" + TestServer.USER + "&password=" + TestServer.PASSWORD;
    assertThat(post("/sign-in", form, token("/sign-in")).statusCode()).isEqualTo(302);
  }

  private String token(String page) throws Exception {
    Matcher matcher = TOKEN.matcher(get(page).body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpResponse<String> post(String path, String form, String token) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form + "&_csrf=" + encode(token))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .header("Accept", "text/html");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String location(HttpResponse<String> answer) {
    String location = answer.headers().firstValue("Location").orElse("");
    return location.startsWith("/") ? server.address() + location : location;
  }
}
