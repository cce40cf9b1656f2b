package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.RunningServer;
import habitue.store.journal.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards at the till, and what a membership says of itself, over HTTP. */
class CardApiTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          enrol: {on: Loyalty Joined, conditions: "2026-03"}
          earn: {order: {spend: 1 per 1}}
          expires: {after: 1y, from: activity}
          tiers:
            by: spend
            ladder:
              bronze: 0
              silver: {from: 100, benefits: {alterations: {label: {fr: Retouches, en: Alterations}}}}
          rewards: {ten: {points: 50, kind: amount, off: 10}}
      """;

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    server.publish(Map.of("loyalty.yaml", CLUB));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> send(String json) {
    return server.post(SERVER_KEY, "/v1/track", json.replace('\'', '"'));
  }

  private static void join(String user) {
    HttpResponse<String> answer =
        send(
            "{'userId':'%s','event':'Loyalty Joined','properties':{'conditions_version':'2026-03'}}"
                .formatted(user));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static HttpResponse<String> order(String card, String id, int price) {
    return send(
        ("{'event':'Order Completed','context':{'externalIds':[{'type':'card','id':'%s'}]},"
                + "'properties':{'order_id':'%s','products':"
                + "[{'product_id':'p','price':%d,'quantity':1}]}}")
            .formatted(card, id, price));
  }

  private static HttpResponse<String> get(String ref, String what) {
    server.settle();
    return server.api("GET", "/api/customers/" + ref + what, "");
  }

  private static Fields read(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String card(String user) {
    return read(get("userId:" + user, "/card")).text("number").orElseThrow();
  }

  private static long active(String ref) {
    return read(get(ref, "/points")).number("active").orElseThrow().longValueExact();
  }

  @Test
  void a_card_finds_its_member_and_an_order_that_names_it_earns() {
    join("ada");
    String card = card("ada");
    assertThat(card).matches("9[0-9]{15}").isEqualTo(card("ada"));
    assertThat(read(get("userId:ada", "/card")).text("qr").orElseThrow()).startsWith("<svg");
    assertThat(active("card:" + card)).isZero();
    assertThat(order(card, "c1", 40).statusCode()).isEqualTo(200);
    assertThat(order(card, "c2", 70).statusCode()).isEqualTo(200);
    assertThat(active("userId:ada")).isEqualTo(110);
    assertThat(active("card:" + card)).isEqualTo(110);
  }

  @Test
  void a_card_is_its_members_though_the_order_names_another() {
    join("bea");
    join("cleo");
    String card = card("bea");
    HttpResponse<String> answer =
        send(
            ("{'userId':'cleo','event':'Order Completed','context':{'externalIds':"
                    + "[{'type':'card','id':'%s'}]},'properties':{'order_id':'d1','products':"
                    + "[{'product_id':'p','price':30,'quantity':1}]}}")
                .formatted(card));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(active("userId:cleo")).isEqualTo(30);
    assertThat(active("card:" + card)).as("bea's, who ordered nothing").isZero();
  }

  @Test
  void a_wrong_digit_is_refused_and_a_made_up_number_is_nobodys() {
    join("dora");
    String card = card("dora");
    for (int place = 1; place < card.length(); place++) {
      char wrong = card.charAt(place) == '7' ? '8' : '7';
      String mistyped = card.substring(0, place) + wrong + card.substring(place + 1);
      HttpResponse<String> answer = get("card:" + mistyped, "/points");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("bad_card");
    }
    String mistyped = card.substring(0, 15) + (card.charAt(15) == '7' ? '8' : '7');
    assertThat(order(mistyped, "e1", 40).body()).contains("bad_card");
    assertThat(get("orderId:e1", "").statusCode()).isEqualTo(404);
    assertThat(get("card:9000000000000019", "").statusCode()).isEqualTo(404);
    assertThat(get("card:99", "").body()).contains("unknown_customer");
  }

  @Test
  void who_is_no_member_has_no_card() {
    send("{'userId':'eve','event':'Looked'}");
    assertThat(get("userId:eve", "/card").body()).contains("no_card");
  }

  @Test
  void a_membership_says_what_was_accepted_what_the_tier_brings_and_what_comes() {
    join("fay");
    order(card("fay"), "f1", 120);
    Fields points = read(get("userId:fay", "/points"));
    assertThat(points.text("tier")).contains("silver");
    assertThat(points.text("projectedTier")).contains("bronze");
    assertThat(points.fields("accepted").text("conditions")).contains("2026-03");
    assertThat(points.fields("accepted").text("channel")).isPresent();
    List<Value> benefits = points.list("benefits");
    assertThat(benefits).hasSize(1);
    assertThat(((Fields) benefits.getFirst()).text("kind")).contains("service");
    String proof = get("userId:fay", "/points/proof").body();
    assertThat(proof).contains("\"addsUp\":true").contains("2026-03").contains("Points Extended");
    Fields rewards = read(server.api("GET", "/api/rewards", ""));
    assertThat(((Fields) rewards.list("rewards").getFirst()).text("off")).contains("10");
    assertThat(rewards.list("tiers")).hasSize(2);
  }
}
