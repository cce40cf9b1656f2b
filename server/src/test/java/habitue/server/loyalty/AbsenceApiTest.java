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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who takes no part in a programme, and why; and tiers that go by money. */
class AbsenceApiTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          enrol: {on: Loyalty Joined, when: event.properties.paid == true, minimum age: 16, conditions: "2026-03"}
          exclude: customer.traits.staff == true
          leave: Loyalty Left
          earn: {order: {spend: 1 per 1}}
          tiers: {by: spend, ladder: {bronze: 0, silver: 500}}
          challenges:
            first: {when: customer.orders.count >= 1, badge: true, list: onboarding}
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

  private static void send(String path, String json) {
    HttpResponse<String> answer = server.post(SERVER_KEY, path, json.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void known(String user, String traits) {
    send("/v1/identify", "{'userId':'%s','traits':{%s}}".formatted(user, traits));
  }

  private static void track(String user, String event, String properties) {
    send(
        "/v1/track",
        "{'userId':'%s','event':'%s','properties':{%s}}".formatted(user, event, properties));
  }

  private static void join(String user) {
    track(user, "Loyalty Joined", "'paid':true,'conditions_version':'2026-03'");
  }

  private static void order(String user) {
    track(
        user,
        "Order Completed",
        "'order_id':'%s','products':[{'product_id':'p','quantity':1,'price':20}]".formatted(user));
  }

  private static Fields get(String user, String path) {
    server.settle();
    HttpResponse<String> answer = server.api("GET", "/api/customers/userId:" + user + path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String why(String user) {
    return get(user, "/points").text("why").orElse("");
  }

  private static String page(String user) {
    String id = get(user, "").text("id").orElseThrow();
    return new Visitor(server).admin().get("/customers/" + id + "/points").body();
  }

  @Test
  void who_is_left_out_neither_joins_nor_earns_and_the_till_is_told() {
    known("ada", "'staff':true,'birthday':'1990-01-01'");
    join("ada");
    order("ada");
    assertThat(why("ada")).isEqualTo("excluded");
    assertThat(get("ada", "/points").flag("member")).contains(false);
    assertThat(get("ada", "/points").number("active").map(BigDecimal::intValue)).contains(0);
    HttpResponse<String> card = server.api("GET", "/api/customers/userId:ada/card", "");
    assertThat(card.statusCode()).isEqualTo(404);
    assertThat(card.body()).contains("no_card", "club excluded");
    assertThat(page("ada")).contains("the programme leaves people like them out");
    known("ada", "'staff':false");
    track("ada", "Loyalty Joined", "'paid':true,'conditions_version':'2026-03','again':1");
    assertThat(why("ada")).isEmpty();
  }

  @Test
  void who_is_left_out_later_keeps_what_they_have_and_earns_no_more() {
    known("leo", "'birthday':'1990-01-01'");
    join("leo");
    order("leo");
    known("leo", "'staff':true");
    track(
        "leo",
        "Order Completed",
        "'order_id':'leo2','products':[{'product_id':'p','quantity':1,'price':30}]");
    Fields points = get("leo", "/points");
    assertThat(points.number("active").map(BigDecimal::intValue)).contains(20);
    track("leo", "Order Refunded", "'order_id':'leo'");
    assertThat(get("leo", "/points").number("active").map(BigDecimal::intValue)).contains(0);
  }

  @Test
  void every_reason_has_its_word() {
    known("bob", "'birthday':'1990-01-01'");
    assertThat(why("bob")).isEqualTo("no_join_event");
    track("bob", "Loyalty Joined", "'paid':true");
    assertThat(why("bob")).isEqualTo("conditions_not_accepted");
    track("bob", "Loyalty Joined", "'paid':false,'conditions_version':'2026-03'");
    assertThat(why("bob")).isEqualTo("not_eligible");
    known("cal", "'birthday':'2020-01-01'");
    assertThat(why("cal")).isEqualTo("too_young");
    known("dan", "'first_name':'Dan'");
    join("dan");
    assertThat(why("dan")).isEqualTo("age_unknown");
    known("eve", "'birthday':'1990-01-01'");
    join("eve");
    assertThat(why("eve")).isEmpty();
    assertThat(page("eve")).contains("Accepted the conditions <bdi>2026-03</bdi> on");
    track("eve", "Loyalty Left", "");
    assertThat(why("eve")).isEqualTo("left");
    assertThat(get("eve", "/points").text("leftAt")).isPresent();
    assertThat(page("eve")).contains("left on ");
  }

  @Test
  void what_is_missing_to_a_tier_by_spend_is_money() {
    known("fay", "'birthday':'1990-01-01'");
    join("fay");
    order("fay");
    Fields next = get("fay", "/points").fields("next");
    assertThat(next.text("by")).contains("spend");
    assertThat(next.text("currency")).contains("GBP");
    assertThat(server.api("GET", "/api/rewards", "").body())
        .contains("\"from\":500,\"by\":\"spend\",\"currency\":\"GBP\"");
    assertThat(page("fay")).contains("£480.00 to", "silver").doesNotContain(">/fay<");
    HttpResponse<String> token = server.api("POST", "/api/customers/userId:fay/tokens", "{}");
    String bearer = token.body().replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
    HttpResponse<String> own =
        server.send(
            server.request("/v1/loyalty/me").header("Authorization", "Bearer " + bearer).GET());
    assertThat(own.body())
        .contains("\"by\":\"spend\",\"currency\":\"GBP\"", "\"list\":\"onboarding\"")
        .contains("\"metAt\":\"");
  }
}
