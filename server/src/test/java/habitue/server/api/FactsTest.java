package habitue.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import habitue.server.RunningServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts leave: asked for with a cursor, or sent. */
class FactsTest {
  private RunningServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void order(String key, String user, int number) {
    String event =
        """
        {"type":"track","event":"Order Completed","userId":"%s","messageId":"%s-%d","properties":
        {"order_id":"%s-%d","total":10,"currency":"GBP"}}
        """
            .formatted(user, user, number, user, number);
    assertThat(server.post(key, "/v1/track", event).body()).contains("success");
  }

  private HttpResponse<String> facts(String key, String query) {
    return server.send(
        server.request("/api/facts" + query).header("Authorization", "Bearer " + key).GET());
  }

  private HttpResponse<String> facts(String query) {
    return facts(RunningServer.ADMIN_TOKEN, query);
  }

  private static String next(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Next-Cursor").orElseThrow();
  }

  private static List<String> found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(each -> each.group(1)).toList();
  }

  private static String said(String answer, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer);
    assertThat(found.find()).as("%s in %s", name, answer).isTrue();
    return found.group(1);
  }

  @Test
  void a_reader_goes_on_where_it_was() {
    String start = next(facts("?after=latest"));
    for (int i = 1; i <= 5; i++) {
      order(RunningServer.SERVER_KEY, "anna", i);
    }
    server.settle();
    String cursor = start;
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      HttpResponse<String> page = facts("?limit=1&after=" + cursor);
      assertThat(page.headers().firstValue("Content-Type")).contains("application/x-ndjson");
      assertThat(page.body().lines().count()).isLessThanOrEqualTo(1);
      all.append(page.body());
      cursor = next(page);
    }
    assertThat(all.toString()).isEqualTo(facts("?after=" + start).body());
    assertThat(found(all.toString(), "\"name\":\"Order Placed\".*\"order_id\":\"([^\"]+)\""))
        .containsExactly("anna-1", "anna-2", "anna-3", "anna-4", "anna-5");
    String placed = facts("?types=Order%20Placed&after=" + start).body();
    assertThat(placed.lines()).hasSize(5).allMatch(line -> line.contains("\"Order Placed\""));
    assertThat(facts("?after=" + cursor).body()).isEmpty();
  }

  @Test
  void what_cannot_be_read_is_refused() {
    assertThat(facts("?after=zzz").body()).contains("\"bad_request\"", "\"field\":\"after\"");
    assertThat(facts("?limit=0").statusCode()).isEqualTo(400);
    HttpResponse<String> gone = facts("?after=AAAAAAAAAGMAAAAAAAAAAAAAAE0");
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).contains("\"cursor_gone\"");
  }

  @Test
  void a_key_of_one_store_gets_its_facts_alone() {
    String made =
        server
            .api(
                "POST",
                "/api/keys",
                "{\"name\":\"fr\",\"kind\":\"api\",\"scopes\":[\"facts:read\"],\"stores\":[\"fr\"]}")
            .body();
    String french = said(made, "secret");
    String till =
        said(
            server
                .api(
                    "POST",
                    "/api/keys",
                    "{\"name\":\"till\",\"kind\":\"server\",\"stores\":[\"fr\"]}")
                .body(),
            "secret");
    order(RunningServer.SERVER_KEY, "anna", 1);
    order(till, "bela", 1);
    server.settle();
    assertThat(facts("").body()).contains("anna-1", "bela-1");
    assertThat(facts(french, "").body()).contains("bela-1").doesNotContain("anna-1", "\"uk\"");
  }

  @Test
  void history_and_joins_are_told_by_notices() {
    server.post(
        RunningServer.SERVER_KEY,
        "/v1/import",
        "{\"batch\":[{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"old\","
            + "\"timestamp\":\"2020-01-01T00:00:00Z\",\"properties\":{\"order_id\":\"o1\","
            + "\"total\":1,\"currency\":\"GBP\"}}]}");
    server.settle();
    String status = server.api("GET", "/api/status", "").body();
    assertThat(status).as("those of a fold anew hold too").containsPattern("\"facts\":[1-9]");
    String told = facts("").body();
    assertThat(told).contains("\"kind\":\"restated\"").doesNotContain("\"Order Placed\"");
    order(RunningServer.SERVER_KEY, "new", 1);
    server.api(
        "POST", "/api/customers/userId:new/join", "{\"with\":\"userId:old\",\"reason\":\"x\"}");
    server.settle();
    assertThat(facts("?types=Customer%20Joined").body()).contains("\"into\":\"c");
  }

  @Test
  void webhooks_are_added_seen_replayed_and_removed_by_keys() throws Exception {
    var bodies = new CopyOnWriteArrayList<String>();
    var status = new AtomicInteger(200);
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    receiver.start();
    try {
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/in";
      String made = server.api("POST", "/api/webhooks", "{\"url\":\"" + url + "\"}").body();
      assertThat(said(made, "secret")).startsWith("whsec_");
      String id = said(made, "id");
      order(RunningServer.SERVER_KEY, "anna", 1);
      long end = System.nanoTime() + 20_000_000_000L;
      while (bodies.stream().noneMatch(body -> body.contains("anna-1"))
          && System.nanoTime() < end) {
        Thread.sleep(20);
      }
      assertThat(bodies).anyMatch(body -> body.contains("anna-1"));
      assertThat(server.api("GET", "/api/webhooks", "").body())
          .contains("\"" + id + "\"")
          .doesNotContain("whsec_");
      assertThat(server.api("GET", "/api/webhooks/" + id + "/dead-letters", "").body())
          .isEqualTo("{\"deadLetters\":[]}");
      assertThat(server.api("POST", "/api/webhooks/" + id + "/dead-letters/replay", "").body())
          .isEqualTo("{\"queued\":0}");
      assertThat(server.api("DELETE", "/api/webhooks/" + id, "").statusCode()).isEqualTo(204);
      assertThat(server.api("GET", "/api/webhooks/" + id, "").body()).contains("unknown_webhook");
      assertThat(server.api("GET", "/api/audit", "").body()).contains("webhook-changed");
    } finally {
      receiver.stop(0);
    }
    for (String bad : List.of("ftp://x.example", "https://", "nothing", "https://a b")) {
      assertThat(server.api("POST", "/api/webhooks", "{\"url\":\"" + bad + "\"}").statusCode())
          .as(bad)
          .isEqualTo(400);
    }
  }
}
