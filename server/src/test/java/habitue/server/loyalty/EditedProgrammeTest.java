package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.store.journal.Json;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A programme that is edited, or taken out of the playbook, while people have points of it. */
class EditedProgrammeTest {
  @TempDir private Path folder;
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.whole(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void publish(String name, int silver) {
    String text =
        """
        loyalty:
          %s:
            counts from: 2020-01-01
            earn:
              order: {spend: 1 per 1}
              answer: {on: Question Answered, points: 7, limit: 9 per 1y}
            tiers: {ladder: {bronze: 0, silver: %d}}
            rewards: {mug: 90}
        """
            .formatted(name, silver);
    server.publish(Map.of("loyalty.yaml", text));
    server.settle();
  }

  private void track(String user, String event, String properties) {
    String json =
        "{'userId':'%s','event':'%s','properties':{%s}}".formatted(user, event, properties);
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/track", json.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    server.settle();
  }

  private void order(String user, String id, int price) {
    track(
        user,
        "Order Completed",
        "'order_id':'%s','products':[{'product_id':'p','quantity':1,'price':%d}]"
            .formatted(id, price));
  }

  private HttpResponse<String> get(String path) {
    return server.api("GET", "/api" + path, "");
  }

  private HttpResponse<String> post(String path, String json) {
    return server.api("POST", "/api" + path, json.replace('\'', '"'));
  }

  private Fields points(String user) {
    HttpResponse<String> answer = get("/customers/userId:" + user + "/points");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private long whole(String user, String name) {
    return points(user).number(name).map(BigDecimal::longValueExact).orElseThrow();
  }

  /** What time brings about is there once it is. */
  private void comes(BooleanSupplier what) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!what.getAsBoolean() && Instant.now().isBefore(end)) {
      server.settle();
    }
    assertThat(what.getAsBoolean()).isTrue();
  }

  @Test
  void a_lower_threshold_raises_people_who_do_nothing() {
    publish("club", 500);
    order("ada", "o1", 150);
    assertThat(points("ada").text("tier")).contains("bronze");
    publish("club", 100);
    comes(() -> points("ada").text("tier").equals(Optional.of("silver")));
    publish("club", 500);
    order("ada", "o2", 1);
    assertThat(points("ada").text("tier")).contains("silver");
  }

  @Test
  void after_a_split_what_can_be_spent_is_what_is_shown() {
    publish("club", 500);
    order("ada", "o1", 100);
    order("bob", "o2", 100);
    String join = "{'with':'userId:bob','reason':'the same person'}";
    assertThat(post("/customers/userId:ada/join", join).statusCode()).isEqualTo(200);
    server.settle();
    assertThat(whole("ada", "active")).isEqualTo(200);
    assertThat(post("/customers/userId:ada/redemptions", "{'reward':'mug'}").statusCode())
        .isEqualTo(200);
    track("ada", "Order Refunded", "'order_id':'o1'");
    order("ada", "o3", 100);
    assertThat(whole("ada", "active")).isEqualTo(110);
    String split = "{'identifier':{'type':'userId','value':'bob'}}";
    assertThat(post("/customers/userId:ada/split", split).statusCode()).isEqualTo(200);
    comes(() -> whole("ada", "active") == 0 || whole("ada", "negative") == 0);
    assertThat(whole("ada", "active") + whole("bob", "active")).isEqualTo(110);
  }

  @Test
  void an_answer_over_http_earns() {
    publish("club", 500);
    order("ada", "o1", 1);
    HttpResponse<String> answered =
        post("/customers/userId:ada/answers", "{'question':'channel','answer':'sms'}");
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    server.settle();
    assertThat(whole("ada", "active")).isEqualTo(8);
    track("ada", "Question Answered", "'question':'none','answer':'such'");
    assertThat(whole("ada", "active")).isEqualTo(8);
  }

  @Test
  void what_earned_points_is_marked_on_the_timeline() {
    publish("club", 500);
    order("ada", "o1", 3);
    track("ada", "Question Answered", "'question':'channel','answer':'sms'");
    track("ada", "Question Answered", "'question':'none','answer':'such'");
    assertThat(get("/customers/userId:ada/timeline").body())
        .containsOnlyOnce("\"rewarded\":[{\"programme\":\"club\",\"rule\":\"answer\",")
        .containsOnlyOnce("\"rewarded\":[{\"programme\":\"club\",\"rule\":\"order\",");
  }

  @Test
  void what_is_owed_of_a_programme_that_is_no_more_can_be_seen_and_proved() {
    publish("club", 500);
    order("ada", "o1", 120);
    publish("circle", 500);
    order("bob", "o2", 5);
    assertThat(get("/customers/userId:ada/points?programme=club").body())
        .contains("\"offered\":false", "\"active\":120");
    assertThat(get("/customers/userId:ada/points/proof?programme=club").body())
        .contains("\"addsUp\":true");
    assertThat(get("/loyalty/report?programme=club").body())
        .contains("\"offered\":false", "\"outstanding\":120");
    assertThat(get("/customers/userId:bob/points?programme=club").body())
        .contains("unknown_programme");
    assertThat(get("/loyalty/report?programme=clubs").body()).contains("unknown_programme");
    String wish = "{'points':5,'reason':'a late parcel','programme':'club'}";
    assertThat(post("/customers/userId:ada/adjustments", wish).body())
        .contains("unknown_programme");
    server.publish(Map.of("loyalty.yaml", "loyalty: {}"));
    server.settle();
    assertThat(whole("ada", "active")).isEqualTo(120);
    assertThat(get("/loyalty/report").body()).contains("\"programme\":\"circle\"");
    pages();
  }

  private void pages() {
    String id = get("/customers/userId:ada").body().replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");
    Visitor admin = new Visitor(server).admin();
    assertThat(admin.get("/customers/" + id + "/points").body()).contains("no longer offered");
    assertThat(admin.get("/reward/liability?programme=club").body())
        .contains("no longer offered", "120");
  }
}
