package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.store.journal.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While someone's data is frozen nothing is decided; once it is not, all of it is. */
class RestrictedPointsTest {
  private static final String ADA = "/api/customers/userId:ada";

  @TempDir private Path folder;
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.whole(folder);
    publish(1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void publish(int rate) {
    String club =
        "loyalty:\n  club:\n    counts from: 2020-01-01\n    earn: {order: {spend: %d per 1}}\n"
            .formatted(rate);
    server.publish(Map.of("loyalty.yaml", club));
    server.settle();
  }

  private void track(String event, String properties) {
    String json = "{'userId':'ada','event':'%s','properties':{%s}}".formatted(event, properties);
    assertThat(server.post(SERVER_KEY, "/v1/track", json.replace('\'', '"')).statusCode())
        .isEqualTo(200);
    server.settle();
  }

  private void order(String id, int price) {
    track(
        "Order Completed",
        "'order_id':'%s','currency':'GBP','products':[{'product_id':'p','quantity':1,'price':%d}]"
            .formatted(id, price));
  }

  private void restricted(boolean so) {
    HttpResponse<String> done =
        server.api("POST", ADA + "/restriction", "{\"restricted\":" + so + "}");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    server.settle();
  }

  private long active() {
    Fields points =
        Json.object(server.api("GET", ADA + "/points", "").body().getBytes(StandardCharsets.UTF_8));
    return points.number("active").orElseThrow().longValueExact();
  }

  private void addsUp() {
    String proof = server.api("GET", ADA + "/points/proof", "").body();
    assertThat(proof).contains("\"addsUp\":true");
  }

  @Test
  void what_was_ordered_meanwhile_earns_once_it_is_lifted() {
    order("o1", 100);
    restricted(true);
    order("o2", 50);
    track("Order Refunded", "'order_id':'o1','amount':30");
    order("o3", 7);
    track("Order Cancelled", "'order_id':'o3'");
    assertThat(active()).isEqualTo(100);
    restricted(false);
    assertThat(active()).isEqualTo(120);
    addsUp();
    order("o4", 5);
    restricted(true);
    order("o5", 1);
    restricted(false);
    assertThat(active()).isEqualTo(126);
    addsUp();
  }

  @Test
  void what_was_decided_before_is_not_decided_anew_and_a_stop_in_between_loses_nothing() {
    order("o1", 100);
    restricted(true);
    order("o2", 50);
    server.close();
    server = RunningServer.whole(folder);
    publish(2);
    order("o3", 1);
    assertThat(active()).isEqualTo(100);
    restricted(false);
    assertThat(active()).as("the first by the old rule, the others by the new").isEqualTo(202);
    publish(3);
    assertThat(active()).isEqualTo(202);
    addsUp();
  }

  @Test
  void who_takes_part_only_by_what_they_did_meanwhile_does_from_then() {
    server.post(SERVER_KEY, "/v1/track", "{\"anonymousId\":\"a1\",\"event\":\"Seen\"}");
    server.post(SERVER_KEY, "/v1/identify", "{\"userId\":\"ada\"}");
    server.settle();
    restricted(true);
    order("o1", 40);
    assertThat(active()).isZero();
    restricted(false);
    assertThat(active()).isEqualTo(40);
  }

  @Test
  void of_who_is_joined_meanwhile_nothing_is_decided_twice() {
    order("o1", 100);
    restricted(true);
    order("o2", 50);
    server.post(
        SERVER_KEY,
        "/v1/track",
        "{\"userId\":\"bob\",\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"b1\",\"currency\":\"GBP\",\"products\":[{\"product_id\":\"p\",\"quantity\":1,\"price\":9}]}}");
    server.settle();
    publish(2);
    String join = "{\"with\":\"userId:bob\",\"reason\":\"the same\"}";
    assertThat(server.api("POST", ADA + "/join", join).statusCode()).isEqualTo(200);
    server.settle();
    restricted(false);
    assertThat(active()).isEqualTo(109);
    addsUp();
  }
}
