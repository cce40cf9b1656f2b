package habitue.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.security.Hashes;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a key: made, used, renewed, ended, and never seen again. */
class KeysTest {
  private static final String EVENT = "{\"userId\":\"u1\",\"event\":\"Product Viewed\"}";

  @TempDir private Path folder;
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.withFakeDoor(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private String make(String asked) {
    HttpResponse<String> made = server.api("POST", "/api/keys", json(asked));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return made.body();
  }

  private static String said(String answer, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer);
    assertThat(found.find()).as("%s in %s", name, answer).isTrue();
    return found.group(1);
  }

  private HttpResponse<String> ask(String secret, String path) {
    return server.send(server.request(path).header("Authorization", "Bearer " + secret).GET());
  }

  private void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void a_key_opens_what_its_scopes_say_and_nothing_else() {
    String secret = said(make("{'name':'crm','kind':'api','scopes':['customers:read']}"), "secret");
    assertThat(secret).matches("hbt_[0-9A-Za-z]{32}");
    refused(ask(secret, "/api/customers/c404"), 404, "unknown_customer");
    assertThat(ask(secret, "/api/status").statusCode()).isEqualTo(200);
    refused(ask(secret, "/api/keys"), 403, "forbidden");
    refused(ask(secret + "x", "/api/status"), 401, "wrong_key");
    String listed = server.api("GET", "/api/keys", "").body();
    assertThat(listed)
        .contains("\"name\":\"crm\"", "\"lastUse\":", "\"kind\":\"browser\"", "\"id\":\"s1\"")
        .doesNotContain(secret);
  }

  @Test
  void a_renewed_key_has_two_secrets_until_the_old_one_ends() {
    String made = make("{'name':'crm','kind':'api','scopes':['customers:read']}");
    String old = said(made, "secret");
    String path = "/api/keys/" + said(made, "id");
    String renewed = said(server.api("POST", path + "/rotate", "").body(), "secret");
    assertThat(ask(old, "/api/status").statusCode()).isEqualTo(200);
    assertThat(ask(renewed, "/api/status").statusCode()).isEqualTo(200);
    server.clock.move(Duration.ofHours(25));
    refused(ask(old, "/api/status"), 401, "key_expired");
    assertThat(ask(renewed, "/api/status").statusCode()).isEqualTo(200);
    assertThat(server.api("DELETE", path, "").body()).contains("\"revoked\":");
    refused(ask(renewed, "/api/status"), 401, "key_revoked");
    refused(server.api("POST", path + "/rotate", ""), 404, "unknown_key");
    assertThat(server.api("GET", "/api/audit", "").body())
        .contains("\"key-created\"", "\"key-rotated\"", "\"key-revoked\"", "\"admin token\"")
        .doesNotContain(old, renewed);
  }

  @Test
  void the_overlap_is_what_was_asked_for() {
    String made = make("{'name':'crm','kind':'api','scopes':['customers:read']}");
    String path = "/api/keys/" + said(made, "id") + "/rotate";
    Instant now = server.clock.instant();
    String late = "{'until':'" + now.plus(Duration.ofDays(31)) + "'}";
    refused(server.api("POST", path, json(late)), 400, "bad_request");
    server.api("POST", path, json("{'until':'" + now + "'}"));
    refused(ask(said(made, "secret"), "/api/status"), 401, "key_expired");
  }

  @Test
  void a_write_key_can_be_renewed_and_ended_like_any_other() {
    String made =
        make("{'name':'till','kind':'server','stores':['fr'],'channel':'till','rate':500}");
    String old = said(made, "secret");
    String path = "/api/keys/" + said(made, "id");
    assertThat(server.post(old, "/v1/track", EVENT).statusCode()).isEqualTo(200);
    assertThat(server.door.lastFiled().source().store()).isEqualTo("fr");
    String renewed = said(server.api("POST", path + "/rotate", "").body(), "secret");
    assertThat(server.post(old, "/v1/track", EVENT).statusCode()).isEqualTo(200);
    assertThat(server.post(renewed, "/v1/track", EVENT).statusCode()).isEqualTo(200);
    server.clock.move(Duration.ofDays(2));
    refused(server.post(old, "/v1/track", EVENT), 401, "key_expired");
    server.api("DELETE", path, "");
    refused(server.post(renewed, "/v1/track", EVENT), 401, "key_revoked");
    assertThat(server.api("GET", "/api/sources", "").body()).contains("\"till\"");
  }

  @Test
  void the_web_sites_of_a_browsers_key_can_be_changed_and_nothing_elses() {
    String made = make("{'name':'site','kind':'browser','stores':['fr'],'origins':['*']}");
    String id = said(made, "id");
    String secret = said(made, "secret");
    assertThat(from("https://evil.example", secret)).isEqualTo("https://evil.example");
    String path = "/api/keys/" + id + "/origins";
    String ours = "{'origins':['https://boutique.example','https://boutique.example']}";
    assertThat(server.api("PUT", path, json(ours)).body())
        .contains("\"origins\":[\"https://boutique.example\"]");
    assertThat(from("https://evil.example", secret)).isEmpty();
    assertThat(from("https://boutique.example", secret)).isEqualTo("https://boutique.example");
    for (String bad : List.of("{'origins':['boutique.example']}", "{'origins':[null]}", "{}")) {
      refused(server.api("PUT", path, json(bad)), 400, "bad_request");
    }
    refused(server.api("PUT", "/api/keys/s1/origins", json(ours)), 400, "bad_request");
    refused(server.api("PUT", "/api/keys/s99/origins", json(ours)), 404, "unknown_key");
    assertThat(server.api("GET", "/api/audit?action=key-changed", "").body())
        .contains("\"subject\":\"" + id + "\"", "{\"origins\":[\"https://boutique.example\"]}");
    server.api("DELETE", "/api/keys/" + id, "");
    refused(server.api("PUT", path, json(ours)), 404, "unknown_key");
  }

  @Test
  void an_admin_changes_them_in_the_console_too() {
    String path = "/settings/keys/s2";
    var admin = new Visitor(server);
    admin.signIn("admin", RunningServer.PASSWORD);
    assertThat(admin.get(path).body()).contains("https://shop.example</textarea>");
    HttpResponse<String> bad = admin.submit(path, path + "/origins", "origins", "no site");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("no site</textarea>", "role=\"alert\"");
    String two = "https://a.example\nhttps://b.example";
    assertThat(admin.submit(path, path + "/origins", "origins", two).statusCode()).isEqualTo(303);
    assertThat(admin.get(path).body())
        .contains("https://a.example\nhttps://b.example</textarea>", "are changed");
    assertThat(admin.get("/settings/keys/s1").body()).doesNotContain("/origins\"");
  }

  /** Which web site an answer lets read it, where a page of one sends an event. */
  private String from(String origin, String key) {
    return server
        .send(
            server
                .request("/v1/track")
                .header("Authorization", RunningServer.basic(key))
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(EVENT)))
        .headers()
        .firstValue("Access-Control-Allow-Origin")
        .orElse("");
  }

  @Test
  void a_key_ends_by_itself_when_it_was_to() {
    String until = server.clock.instant().plus(Duration.ofHours(1)).toString();
    String secret =
        said(
            make("{'name':'x','kind':'api','scopes':['admin'],'expires':'" + until + "'}"),
            "secret");
    assertThat(ask(secret, "/api/status").statusCode()).isEqualTo(200);
    server.clock.move(Duration.ofHours(2));
    refused(ask(secret, "/api/status"), 401, "key_expired");
  }

  @Test
  void a_key_that_ended_by_itself_gets_no_secret_that_would_be_dead_at_birth() {
    String until = server.clock.instant().plus(Duration.ofHours(1)).toString();
    String made = make("{'name':'x','kind':'api','scopes':['admin'],'expires':'" + until + "'}");
    server.clock.move(Duration.ofHours(2));
    String path = "/api/keys/" + said(made, "id") + "/rotate";
    refused(server.api("POST", path, ""), 404, "unknown_key");
  }

  @Test
  void a_webhook_has_no_key_to_renew_and_shows_when_it_was_last_used() {
    String made = server.api("POST", "/api/sources", json("{'name':'erp','kind':'hook'}")).body();
    String id = "s" + said(made, "webhook").replaceAll(".*/", "");
    HttpResponse<String> renewed = server.api("POST", "/api/keys/" + id + "/rotate", "");
    refused(renewed, 400, "bad_request");
    assertThat(renewed.body()).contains("add another source of the same store");
    assertThat(listed(id)).doesNotContain("lastUse");
    hook(made, "{}");
    assertThat(listed(id)).contains("lastUse");
    server.api("DELETE", "/api/keys/" + id, "");
    refused(hook(made, "{}"), 401, "wrong_signature");
  }

  private String listed(String id) {
    String all = server.api("GET", "/api/keys", "").body();
    int start = all.indexOf("\"id\":\"" + id + "\"");
    int next = all.indexOf("\"id\":", start + 1);
    return all.substring(start, next < 0 ? all.length() : next);
  }

  private HttpResponse<String> hook(String made, String body) {
    long time = server.clock.instant().getEpochSecond();
    String signed = Hashes.hmac(said(made, "signingSecret"), time + "." + body);
    return server.send(
        server
            .request(said(made, "webhook"))
            .header("X-Habitue-Signature", "t=" + time + ",v1=" + signed)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void wrong_signatures_are_slowed_like_wrong_keys() {
    String made = server.api("POST", "/api/sources", json("{'name':'erp','kind':'hook'}")).body();
    HttpResponse<String> answer = null;
    for (int i = 0; i < 250 && (answer == null || answer.statusCode() == 401); i++) {
      answer =
          server.send(
              server
                  .request(said(made, "webhook"))
                  .header("X-Habitue-Signature", "t=1,v1=00")
                  .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }
    refused(Objects.requireNonNull(answer), 429, "too_many_failures");
  }

  @Test
  void a_key_of_one_store_says_nothing_of_another_and_sees_no_other() {
    String order =
        "{'userId':'u','event':'Order Completed','properties':{'order_id':'1','total':1,"
            + "'currency':'GBP','store':'fr'}}";
    refused(
        server.post(RunningServer.SERVER_KEY, "/v1/track", json(order)), 403, "store_not_allowed");
    assertThat(server.door.filed()).isEmpty();
    String secret =
        said(make("{'name':'uk','kind':'api','scopes':['facts:read'],'stores':['uk']}"), "secret");
    refused(ask(secret, "/api/status"), 403, "store_not_allowed");
    refused(ask(secret, "/api/customers/c1"), 403, "store_not_allowed");
  }

  @Test
  void what_makes_no_sense_is_refused_by_its_field() {
    for (List<String> each :
        List.of(
            List.of("{'kind':'api','scopes':['admin']}", "name"),
            List.of("{'name':'x','kind':'owner'}", "kind"),
            List.of("{'name':'x','kind':'api'}", "scopes"),
            List.of("{'name':'x','kind':'api','scopes':['all']}", "scopes"),
            List.of("{'name':'x','kind':'server','scopes':['admin']}", "scopes"),
            List.of("{'name':'x','kind':'api','scopes':['admin'],'stores':['uk']}", "stores"),
            List.of("{'name':'x','kind':'server','stores':['uk','fr']}", "stores"),
            List.of("{'name':'x','kind':'browser','origins':['shop.example']}", "origins"),
            List.of("{'name':'x','kind':'server','expires':'2001-01-01T00:00:00Z'}", "expires"),
            List.of("{'name':'x','kind':'server','expires':'soon'}", "expires"),
            List.of("{'name':'x','kind':'server','rate':-1}", "rate"),
            List.of("{'name':'Server','kind':'server'}", "name"))) {
      HttpResponse<String> answer = server.api("POST", "/api/keys", json(each.getFirst()));
      assertThat(answer.statusCode()).as(each.getFirst()).isBetween(400, 409);
      assertThat(answer.body()).contains("\"field\":\"" + each.getLast() + "\"");
    }
    assertThat(server.api("POST", "/api/keys", "{\"rate\":99999999999}").statusCode())
        .isEqualTo(400);
    refused(server.api("DELETE", "/api/keys/k77", ""), 404, "unknown_key");
  }

  @Test
  void who_sends_more_than_agreed_is_told_when_to_come_back() {
    String key = said(make("{'name':'slow','kind':'server','rate':2}"), "secret");
    String batch =
        "{\"batch\":["
            + (EVENT.replace("{", "{\"type\":\"track\",") + ",").repeat(19)
            + EVENT.replace("{", "{\"type\":\"track\",")
            + "]}";
    assertThat(server.post(key, "/v1/batch", batch).statusCode()).isEqualTo(200);
    HttpResponse<String> answer = server.post(key, "/v1/batch", batch);
    refused(answer, 429, "rate_limited");
    long wait = Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
    assertThat(wait).isBetween(1L, 10L);
    assertThat(answer.headers().firstValue("x-ratelimit-reset")).contains("" + wait);
    assertThat(server.post(RunningServer.SERVER_KEY, "/v1/batch", batch).statusCode())
        .isEqualTo(200);

    String reader =
        said(make("{'name':'r','kind':'api','scopes':['facts:read'],'rate':1}"), "secret");
    for (int i = 0; i < 10; i++) {
      assertThat(ask(reader, "/api/status").statusCode()).isEqualTo(200);
    }
    refused(ask(reader, "/api/status"), 429, "rate_limited");
    assertThat(server.api("GET", "/actuator/prometheus", "").body())
        .contains("habitue_limited_requests_total{code=\"rate_limited\"} 2.0");
  }

  @Test
  void wrong_keys_are_slowed_and_right_ones_of_ours_never() {
    String right = said(make("{'name':'r','kind':'api','scopes':['facts:read']}"), "secret");
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      refused += ask("guess number " + i, "/api/status").statusCode() == 429 ? 1 : 0;
    }
    assertThat(refused).isPositive();
    HttpResponse<String> guess = ask("one more guess", "/api/status");
    refused(guess, 429, "too_many_failures");
    assertThat(guess.headers().firstValue("Retry-After")).isPresent();
    refused(server.post("a wrong write key", "/v1/track", EVENT), 429, "too_many_failures");
    assertThat(ask(right, "/api/status").statusCode()).isEqualTo(200);
    assertThat(server.post(RunningServer.SERVER_KEY, "/v1/track", EVENT).statusCode())
        .isEqualTo(200);
  }

  @Test
  void keys_and_their_last_use_outlive_a_restart_and_no_secret_is_on_disk() throws Exception {
    String made = make("{'name':'crm','kind':'api','scopes':['customers:read']}");
    String secret = said(made, "secret");
    ask(secret, "/api/status");
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(secret);
      }
    }
    start();
    assertThat(server.api("GET", "/api/keys", "").body()).contains("\"lastUse\":");
    assertThat(ask(secret, "/api/status").statusCode()).isEqualTo(200);
  }

  @Test
  void a_key_in_an_address_or_of_another_door_opens_nothing() {
    assertThat(
            server
                .send(server.request("/api/status?key=" + RunningServer.ADMIN_TOKEN).GET())
                .statusCode())
        .isEqualTo(401);
    assertThat(
            server
                .send(
                    server
                        .request("/v1/track")
                        .header("Authorization", RunningServer.basic(RunningServer.ADMIN_TOKEN))
                        .POST(HttpRequest.BodyPublishers.ofString(EVENT)))
                .statusCode())
        .isEqualTo(401);
  }
}
