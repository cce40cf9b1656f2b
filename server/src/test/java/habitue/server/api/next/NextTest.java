package habitue.server.api.next;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NextTest {
  private static final Instant START = Instant.parse("2025-03-01T10:00:00Z");

  private final List<String> events = new ArrayList<>();

  private void buys(String who, int day, String... things) {
    var products = new ArrayList<String>();
    for (String thing : things) {
      String category = thing.substring(0, thing.indexOf('-')) + "s";
      products.add(
          """
          {"product_id":"%s","name":"The %s","category":"%s","price":5,"quantity":1}\
          """
              .formatted(thing, thing, category));
    }
    events.add(
        """
        {"type":"track","event":"Order Completed","messageId":"%s-%d","userId":"%s",\
        "timestamp":"%s","properties":{"order_id":"%s-%d","currency":"GBP","products":[%s]}}\
        """
            .formatted(
                who,
                day,
                who,
                START.plus(Duration.ofDays(day)),
                who,
                day,
                String.join(",", products)));
  }

  private void shop(RunningServer server) {
    for (int i = 0; i < 40; i++) {
      buys("u" + i, 0, "pan-" + i % 4);
      buys("u" + i, 32, i < 31 ? "lid-" + i % 4 : "book-1");
    }
    for (int i = 0; i < 20; i++) {
      buys("v" + i, 0, "book-2");
      buys("v" + i, 20, "pan-3");
    }
    buys("ada", 0, "pan-1");
    buys("ada", 32, "pan-1");
    buys("ada", 64, "pan-1");
    buys("ada", 96, "pan-1");
    send(server);
  }

  private void send(RunningServer server) {
    String batch = "{\"batch\":[" + String.join(",", events) + "]}";
    events.clear();
    HttpResponse<String> taken = server.post(RunningServer.SERVER_KEY, "/v1/import", batch);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    server.settle();
  }

  private static JsonNode next(RunningServer server, String who, int status) {
    HttpResponse<String> answer = server.api("GET", "/api/customers/" + who + "/next", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  /** The copy of all that is held, which says what is foretold too. */
  private static String exported(RunningServer server, String who) {
    return server.api("GET", "/api/customers/" + who + "/export", "").body();
  }

  private static JsonNode product(JsonNode next, String id) {
    return next.path("products")
        .valueStream()
        .filter(each -> each.path("product").asString().equals(id))
        .findFirst()
        .orElse(JsonMapper.shared().missingNode());
  }

  @Test
  void what_comes_next_is_told_with_its_reasons(@TempDir Path folder) {
    try (RunningServer server = RunningServer.withStore(folder)) {
      shop(server);
      JsonNode next = next(server, "userId:ada", 200);
      assertThat(next.path("categories").get(0).path("category").asString()).isIn("pans", "lids");
      assertThat(next.path("categories").toString())
          .contains("bought it 4 times in 4 orders, every 32 days")
          .contains("orders right after one with pans had it");
      assertThat(product(next, "pan-1").path("because").asString())
          .isEqualTo("bought it 4 times in 4 orders, every 32 days");
      assertThat(product(next, "lid-1").path("because").asString())
          .startsWith("8 of 11 who bought The pan-1 bought it; in 8 of ");
      assertThat(product(next, "lid-1").path("score").asDouble()).isBetween(0.0, 1.0);
      assertThat(next.path("path")).hasSize(3);
      assertThat(next.has("none")).isFalse();
      assertThat(exported(server, "userId:ada"))
          .contains("{\"what\":\"nextCategory\",\"name\":\"pans\",\"strength\":0.")
          .contains("{\"what\":\"nextProduct\",\"name\":\"The pan-1\",\"strength\":0.");
      assertThat(next.path("asOf").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
      assertThat(next(server, "userId:nobody", 404).path("code").asString())
          .isEqualTo("unknown_customer");
    }
  }

  @Test
  void what_is_out_of_stock_is_not_suggested_and_what_is_replaced_by_its_successor(
      @TempDir Path folder) {
    try (RunningServer server = RunningServer.withStore(folder)) {
      shop(server);
      put(
          server,
          """
          [{"id":"pan-1","name":"Old pan","replacedBy":"pan-9"},
           {"id":"pan-9","name":"New pan","stock":3},
           {"id":"lid-1","name":"Lid","stock":0},
           {"id":"book-1","name":"Book","discontinued":true}]\
          """);
      JsonNode next = next(server, "userId:ada", 200);
      assertThat(product(next, "pan-1").isMissingNode()).isTrue();
      assertThat(product(next, "lid-1").isMissingNode()).isTrue();
      assertThat(product(next, "book-1").isMissingNode()).isTrue();
      JsonNode successor = product(next, "pan-9");
      assertThat(successor.path("name").asString()).isEqualTo("New pan");
      assertThat(successor.path("replaces").asString()).isEqualTo("The pan-1");
      assertThat(successor.path("because").asString()).startsWith("bought it 4 times");
      put(
          server,
          """
          [{"id":"pan-9","name":"New pan","replacedBy":"pan-1"},
           {"id":"lid-1","name":"Lid","stock":{"quantity":0,"availability":"backorder"}}]\
          """);
      next = next(server, "userId:ada", 200);
      assertThat(product(next, "pan-9").isMissingNode()).as("they replace each other").isTrue();
      assertThat(product(next, "lid-1").isMissingNode()).isFalse();
      put(server, "[{\"id\":\"pan-9\",\"name\":\"New pan\",\"stock\":0}]");
      next = next(server, "userId:ada", 200);
      assertThat(product(next, "pan-9").isMissingNode()).as("the successor is gone too").isTrue();
    }
  }

  private static void put(RunningServer server, String products) {
    HttpResponse<String> put = server.api("PUT", "/api/products", products);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
  }

  @Test
  void who_objects_is_told_of_nothing_at_once(@TempDir Path folder) {
    try (RunningServer server = RunningServer.withStore(folder)) {
      shop(server);
      assertThat(next(server, "userId:ada", 200).path("products")).isNotEmpty();
      ask(server, "objections", "{\"to\":\"marketing\"}");
      none(next(server, "userId:ada", 200), "not_personalised");
      assertThat(exported(server, "userId:ada"))
          .contains("\"events\"")
          .doesNotContain("nextProduct");
      ask(server, "u1", "restriction", "{\"restricted\":true,\"reason\":\"dispute\"}");
      none(next(server, "userId:u1", 200), "not_personalised");
    }
  }

  private static void ask(RunningServer server, String what, String body) {
    ask(server, "ada", what, body);
  }

  private static void ask(RunningServer server, String who, String what, String body) {
    HttpResponse<String> done =
        server.api("POST", "/api/customers/userId:" + who + "/" + what, body);
    assertThat(done.statusCode()).as(done.body()).isLessThan(300);
    server.settle();
  }

  private static void none(JsonNode next, String why) {
    assertThat(next.path("none").asString()).isEqualTo(why);
    assertThat(next.path("categories")).isEmpty();
    assertThat(next.path("products")).isEmpty();
    assertThat(next.path("path")).isEmpty();
  }

  @Test
  void a_child_has_no_next_order(@TempDir Path folder) {
    try (RunningServer server = RunningServer.withStore(folder)) {
      shop(server);
      events.add(
          """
          {"type":"identify","messageId":"kid","userId":"ada","timestamp":"2025-08-01T10:00:00Z",\
          "traits":{"birthday":"2019-05-05","address":{"country":"FR"}}}\
          """);
      send(server);
      JsonNode next = next(server, "userId:ada", 200);
      assertThat(next.path("none").isMissingNode()).isFalse();
      none(next, next.path("none").asString());
    }
  }

  @Test
  void too_little_data_is_said(@TempDir Path folder) {
    try (RunningServer server = RunningServer.withStore(folder)) {
      buys("ada", 0, "pan-1");
      buys("ada", 32, "pan-1");
      send(server);
      none(next(server, "userId:ada", 200), "too_little_data");
    }
  }

  @Test
  void the_page_shows_it_once_it_was_learnt(@TempDir Path folder) {
    try (RunningServer server = RunningServer.whole(folder)) {
      shop(server);
      String id =
          JsonMapper.shared()
              .readTree(server.api("GET", "/api/customers/userId:ada", "").body())
              .path("id")
              .asString();
      Visitor visitor = new Visitor(server).admin();
      assertThat(visitor.get("/customers/" + id).body())
          .contains("The orders of all customers are being read");
      next(server, "userId:ada", 200);
      assertThat(visitor.get("/customers/" + id).body())
          .contains("Next likely")
          .contains("bought 4 times in 4 orders")
          .contains("The lid-1");
    }
  }
}
