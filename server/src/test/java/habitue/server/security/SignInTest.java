package habitue.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.CsrfPage;
import habitue.server.RunningServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People come in by the sign-in, and by nothing else. */
class SignInTest {
  private RunningServer server;
  private String cookie = "none=1";
  private String known = "";

  @BeforeEach
  void start(@TempDir Path folder) {
    server = RunningServer.withFakeDoor(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) {
    return keep(server.send(server.request(path).header("Cookie", cookie)));
  }

  private HttpResponse<String> post(String path, String form) {
    return keep(
        server.send(
            server
                .request(path)
                .header("Cookie", cookie + known)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))));
  }

  private HttpResponse<String> keep(HttpResponse<String> answer) {
    answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";")[0]);
    return answer;
  }

  private HttpResponse<String> signIn(String password) {
    String token = get(CsrfPage.PATH).body();
    String form =
        "username=admin&password=%s&_csrf=%s".formatted(encoded(password), encoded(token));
    return post("/sign-in", form);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private boolean inside() {
    return !location(get("/nothing")).endsWith("/sign-in");
  }

  @Test
  void the_right_password_opens_a_new_session() {
    assertThat(inside()).isFalse();
    get(CsrfPage.PATH);
    String before = cookie;
    HttpResponse<String> answer = signIn(RunningServer.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(
            set -> assertThat(set).startsWith("habitue=").contains("HttpOnly", "SameSite=Lax"));
    assertThat(cookie).isNotEqualTo(before);
    assertThat(inside()).isTrue();
    cookie = before;
    assertThat(inside()).isFalse();
  }

  @Test
  void the_page_to_sign_in_and_its_looks_are_open_and_what_is_missing_says_so() {
    HttpResponse<String> page = get("/sign-in");
    assertThat(page.statusCode()).isEqualTo(200);
    var assets =
        Pattern.compile("(?:href|src)=\"(/(?:assets|webjars)/[^\"]+)").matcher(page.body());
    assertThat(assets.results().map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(asset -> assertThat(get(asset).statusCode()).as(asset).isEqualTo(200));
    signIn(RunningServer.PASSWORD);
    HttpResponse<String> nothing =
        keep(
            server.send(
                server.request("/nothing").header("Cookie", cookie).header("Accept", "text/html")));
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
  }

  @Test
  void a_wrong_one_waits_longer_and_longer_and_the_right_one_still_works() {
    for (int i = 0; i < 3; i++) {
      assertThat(location(signIn("wrong"))).endsWith("/sign-in?error");
    }
    assertThat(location(signIn(RunningServer.PASSWORD))).endsWith("/sign-in?wait=1");
    assertThat(inside()).isFalse();
    server.clock.move(Duration.ofSeconds(1));
    signIn(RunningServer.PASSWORD);
    assertThat(inside()).isTrue();
  }

  @Test
  void whoever_guesses_from_the_same_address_holds_nobody_up_who_was_there_before() {
    List<String> set = signIn(RunningServer.PASSWORD).headers().allValues("Set-Cookie");
    String mark =
        set.stream().filter(each -> each.startsWith("habitue-browser=")).findFirst().orElseThrow();
    assertThat(mark).contains("HttpOnly", "SameSite=Strict", "Path=/sign-in");
    cookie = "none=1";
    for (int i = 0; i < 12; i++) {
      signIn("wrong");
      server.clock.move(Duration.ofSeconds(61));
    }
    signIn("wrong");
    assertThat(location(signIn(RunningServer.PASSWORD))).contains("/sign-in?wait=");
    known = "; " + mark.split(";")[0];
    assertThat(location(signIn(RunningServer.PASSWORD))).doesNotContain("wait");
    assertThat(inside()).isTrue();
    cookie = "none=1";
    for (int i = 0; i < 4; i++) {
      signIn("wrong");
    }
    assertThat(location(signIn(RunningServer.PASSWORD))).contains("/sign-in?wait=");
    for (String forged : List.of("sealed:AAAA", "admin", "sealed:" + "A".repeat(80))) {
      known = "; habitue-browser=" + forged;
      assertThat(location(signIn(RunningServer.PASSWORD))).contains("/sign-in?wait=");
    }
  }

  @Test
  void a_form_of_another_site_does_nothing() {
    String form = "username=admin&password=" + encoded(RunningServer.PASSWORD);
    assertThat(post("/sign-in", form).statusCode()).isIn(302, 403);
    assertThat(inside()).isFalse();
    signIn(RunningServer.PASSWORD);
    assertThat(post("/sign-out", "").statusCode()).isEqualTo(403);
    assertThat(inside()).isTrue();
  }

  @Test
  void signing_out_ends_the_session() {
    signIn(RunningServer.PASSWORD);
    String before = cookie;
    String token = get(CsrfPage.PATH).body();
    assertThat(location(post("/sign-out", "_csrf=" + encoded(token)))).endsWith("/sign-in?bye");
    cookie = before;
    assertThat(inside()).isFalse();
  }

  @Test
  void a_session_ends_after_twelve_hours_however_busy() {
    signIn(RunningServer.PASSWORD);
    for (int acts = 0; acts < 24; acts++) {
      server.clock.move(Duration.ofMinutes(29));
      assertThat(inside()).isTrue();
    }
    server.clock.move(Duration.ofMinutes(25));
    assertThat(inside()).isFalse();
  }

  @Test
  void a_session_is_no_key_of_the_api() {
    signIn(RunningServer.PASSWORD);
    assertThat(get("/api/status").statusCode()).isEqualTo(401);
  }

  @Test
  void a_part_of_a_page_takes_its_page_to_the_sign_in() {
    HttpResponse<String> part = server.send(server.request("/x").header("HX-Request", "true"));
    assertThat(part.statusCode()).isEqualTo(401);
    assertThat(part.headers().firstValue("HX-Redirect")).contains("/sign-in");
  }
}
