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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets, surprises and guessed codes, as the API and the console tell of them. */
class BudgetsApiTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1, budget: launch}}
          budgets:
            launch: {points: 100, label: {fr: Lancement, en: The launch}}
            yearly: {points: 70, per: 1y}
          surprises:
            hush: {on: Order Completed, points: 7, limit: 1 per 1d, budget: yearly}
          rewards:
            tenner: {points: 10, kind: discount, codes: CLUB}
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

  private static void order(String user, int price) {
    String json =
        "{'userId':'%s','event':'Order Completed','properties':{'order_id':'%s','products':[{'product_id':'p','quantity':1,'price':%d}]}}"
            .formatted(user, user, price)
            .replace('\'', '"');
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/track", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static Fields get(String path) {
    HttpResponse<String> answer = server.api("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static long active(String user) {
    return get("/api/customers/userId:" + user + "/points")
        .number("active")
        .map(BigDecimal::longValueExact)
        .orElseThrow();
  }

  private static List<String> budgets() {
    return get("/api/loyalty/report").list("budgets").stream()
        .map(Fields.class::cast)
        .map(each ->
            "%s %s of %s, %s left"
                .formatted(
                    each.text("name").orElseThrow(),
                    each.number("out").orElseThrow(),
                    each.number("points").orElseThrow(),
                    each.number("left").orElseThrow()))
        .toList();
  }

  /** As if every budget had enough: what that would take is told beside it. */
  private static void rehearsed() {
    String draft =
        CLUB.replace("yearly:", "fresh: 30\n      yearly:")
            .replace("spend: 1 per 1, budget: launch", "spend: 1 per 1, budget: fresh");
    HttpResponse<String> answer =
        server.api("POST", "/api/loyalty/rehearse", Json.text(Fields.NONE.with("loyalty", draft)));
    assertThat(answer.body())
        .contains("{\"budget\":\"fresh\",\"points\":30,\"drawn\":110,\"beyond\":80}")
        .contains("\"points\":70,\"drawn\":14,\"beyond\":0}");
    assertThat(
            new Visitor(server)
                .admin()
                .submit("/reward/rehearse", "/reward/rehearse", "text", draft)
                .body())
        .contains("An upper bound", "110 of 30", "80 more than there are");
  }

  @Test
  void what_a_budget_has_left_is_told_and_who_guesses_codes_is_seen() {
    order("ada", 60);
    order("bob", 50);
    server.settle();
    assertThat(active("ada")).as("with a surprise").isEqualTo(67);
    assertThat(active("bob")).as("40 are left, which are not enough").isEqualTo(7);
    assertThat(budgets()).containsExactly("launch 60 of 100, 40 left", "yearly 14 of 70, 56 left");
    String programmes = server.api("GET", "/api/rewards", "").body();
    assertThat(programmes).doesNotContain("hush");
    String guess = "{\"code\":\"CLUB-0001-00000000\",\"visitor\":\"mallory@example.org\"}";
    for (int i = 0; i < 3; i++) {
      assertThat(server.api("POST", "/api/codes/check", guess).statusCode()).isEqualTo(404);
    }
    rehearsed();
    var admin = new Visitor(server).admin();
    String page = admin.get("/reward").body();
    assertThat(page).contains("The launch", "Guessed codes", "chance: 1 in 1");
    assertThat(page.substring(page.indexOf("guessed-title")))
        .contains("<div class=\"amount\">3</div>")
        .doesNotContain("mallory");
    String refused =
        admin
            .get(
                "/customers/"
                    + get("/api/customers/userId:bob").text("id").orElseThrow()
                    + "/points")
            .body();
    assertThat(refused).contains("Points not given", "its budget has too few points left");
  }
}
