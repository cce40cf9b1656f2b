package habitue.server.api.rules;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookApiTest {
  private static final String BUYERS =
      "{'files':{'segments.yaml':'segments:\\n  buyers: count(\\\"Order Completed\\\", days(30)) >= %d\\n'},'base':%d}";

  private RunningServer server;

  /** Customer n viewed and ordered n times. */
  @BeforeEach
  void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
    var events = new ArrayList<String>();
    for (int customer = 1; customer <= 6; customer++) {
      for (int order = 1; order <= customer; order++) {
        String user = "\"userId\":\"u%d\"".formatted(customer);
        events.add(
            "{\"type\":\"track\",\"event\":\"Product Viewed\",%s,\"properties\":{\"product_id\":\"p1\"}}"
                .formatted(user));
        events.add(
            "{\"type\":\"track\",\"event\":\"Order Completed\",%s,\"properties\":{\"order_id\":\"o%d-%d\",\"total\":10,\"revenue\":10,\"currency\":\"GBP\"}}"
                .formatted(user, customer, order));
      }
    }
    String batch = "{\"batch\":[" + String.join(",", events) + "]}";
    assertThat(server.post(RunningServer.SERVER_KEY, "/v1/batch", batch).body())
        .isEqualTo("{\"success\":true}");
    server.settle();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> call(String method, String path, String json) {
    return server.api(method, path, json.replace('\'', '"'));
  }

  private String get(String path) {
    HttpResponse<String> answer = call("GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> publish(int orders, int base) {
    return call("PUT", "/api/playbook", BUYERS.formatted(orders, base));
  }

  @Test
  void what_is_published_holds_at_once_and_the_older_hand_is_told() {
    assertThat(get("/api/playbook")).contains("\"version\":0", "\"files\":{}");
    assertThat(publish(3, 0).body()).contains("\"version\":1");
    assertThat(get("/api/customers/userId:u2")).contains("\"segments\":[]");
    assertThat(get("/api/customers/userId:u3")).contains("\"segments\":[\"buyers\"]");
    HttpResponse<String> late = publish(5, 0);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("\"code\":\"playbook_moved\"", "\"version\":1");
    assertThat(publish(5, 1).body()).contains("\"version\":2");
    assertThat(get("/api/customers/userId:u3")).contains("\"segments\":[]");
    assertThat(call("POST", "/api/playbook/rollback", "{'to':1,'base':2}").body())
        .contains("\"version\":3");
    assertThat(get("/api/customers/userId:u3")).contains("\"segments\":[\"buyers\"]");
    assertThat(get("/api/playbook/versions"))
        .contains("\"version\":3", "\"version\":0", "\"origin\":\"api\"");
    assertThat(get("/api/playbook/versions/2")).contains(">= 5");
    assertThat(get("/api/status")).contains("\"playbook\":{\"version\":3}");
    assertThat(call("GET", "/api/playbook/versions/9", "").statusCode()).isEqualTo(404);
  }

  @Test
  void every_mistake_is_told_with_its_place_and_nothing_is_published() {
    String wrong =
        "{'files':{'segments.yaml':'segments:\\n  a: customer.orders.cuont > 1\\n  b: 1\\n','../x.yaml':''},'base':0}";
    HttpResponse<String> refused = call("PUT", "/api/playbook", wrong);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("\"code\":\"playbook_wrong\"", "../x.yaml");
    String two = wrong.replace(",'../x.yaml':''", "");
    assertThat(call("POST", "/api/playbook/check", two).body())
        .contains("\"line\":2", "\"line\":3", "\"file\":\"segments.yaml\"", "count");
    assertThat(get("/api/playbook")).contains("\"version\":0");
    assertThat(call("PUT", "/api/playbook", "{'files':{}}").body()).contains("base");
    assertThat(call("PUT", "/api/playbook", "{'base':0}").body()).contains("files");
    assertThat(call("PUT", "/api/playbook", "{'files':{'a.yaml':null},'base':0}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_condition_is_tried_on_everyone_before_it_is_a_segment() {
    assertThat(preview("customer.orders.count >= 4"))
        .contains("\"count\":3", "\"exact\":true", "\"gathered\":true");
    assertThat(preview("count('Order Completed', days(3)) >= 2 && customer.orders.count < 5"))
        .contains("\"count\":3", "\"exact\":true", "\"gathered\":false");
    assertThat(preview("customer.orders.count >= 400")).contains("\"count\":0", "\"sample\":[]");
    HttpResponse<String> wrong =
        call("POST", "/api/segments/preview", "{'when':'true &&\\n customer.ordres.count > 1'}");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("\"file\":\"when\",\"line\":2");
    assertThat(call("POST", "/api/segments/preview", "{}").statusCode()).isEqualTo(400);
  }

  private String preview(String when) {
    String json = "{\"when\":\"%s\",\"exact\":true}".formatted(when);
    return server.api("POST", "/api/segments/preview", json).body();
  }

  @Test
  void a_rehearsal_says_who_would_come_and_go() {
    assertThat(publish(3, 0).statusCode()).isEqualTo(200);
    server.settle();
    String rehearsed =
        call("POST", "/api/playbook/rehearse", BUYERS.formatted(5, 1).replace(",'base':1", ""))
            .body();
    assertThat(rehearsed)
        .contains(
            "\"kind\":\"segment\",\"name\":\"buyers\",\"before\":4,\"after\":2,\"enter\":0,\"leave\":2")
        .contains("\"exact\":true", "\"looked\":6");
    assertThat(get("/api/customers/userId:u3")).contains("\"segments\":[\"buyers\"]");
    assertThat(get("/api/playbook")).contains("\"version\":1");
  }

  @Test
  void segments_and_stages_are_counted_listed_and_followed() {
    assertThat(publish(3, 0).statusCode()).isEqualTo(200);
    server.settle();
    assertThat(get("/api/segments")).contains("\"name\":\"buyers\"", "\"count\":4,\"reachable\":");
    assertThat(search("'segment':'buyers'")).contains("\"count\":4");
    assertThat(search("'segment':'buyers','sort':'score','limit':1")).contains("\"userId\":\"u6\"");
    assertThat(search("'stage':'new'")).contains("\"stage\":\"new\"");
    assertThat(search("'segment':'nobody'")).contains("\"code\":\"bad_request\"");
    assertThat(search("'tag':'x'")).contains("\"count\":0");
    assertThat(get("/api/segments/buyers?days=2")).contains("\"count\":4}]");
    assertThat(call("GET", "/api/segments/buyer", "").statusCode()).isEqualTo(404);
    HttpResponse<String> changes = call("GET", "/api/segments/buyers/changes", "");
    assertThat(List.of(changes.body().split("\n")))
        .hasSize(4)
        .allMatch(line -> line.contains("\"entered\":[\"buyers\"]"))
        .allMatch(line -> line.toLowerCase(Locale.ROOT).contains("\"playbook\":1"));
    String cursor = changes.headers().firstValue("X-Next-Cursor").orElseThrow();
    order("u2", "o2-3");
    server.settle();
    assertThat(get("/api/segments/buyers/changes?after=" + cursor))
        .contains("Segment Entered")
        .hasLineCount(1);
  }

  private String search(String json) {
    return server
        .api("POST", "/api/customers/search", "{" + json.replaceAll("'(\\w+)'", "\"$1\"") + "}")
        .body();
  }

  private void order(String user, String number) {
    String json =
        "{\"userId\":\"%s\",\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"%s\"}}"
            .formatted(user, number);
    assertThat(server.post(RunningServer.SERVER_KEY, "/v1/track", json).statusCode())
        .isEqualTo(200);
  }
}
