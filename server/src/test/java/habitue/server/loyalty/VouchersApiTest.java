package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.store.journal.Json;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rewards with codes, limits and a stock over HTTP: each code is used once. */
class VouchersApiTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1}}
          rewards:
            tenner: {points: 10, kind: discount, codes: CLUB, lasts: 90d, label: {fr: Dix euros, en: A tenner}}
            rare: {points: 1, stock: 3}
            yearly: {points: 1, limit: 1 per 1y}
            buyers: {points: 1, when: customer.orders.count >= 2}
          challenges:
            loyal: {when: customer.orders.count >= 3, points: 7, badge: true}
            steady: {streak: 2 years in a row, on: Order Completed, badge: true, list: years}
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

  private static void order(String user, String id, int price, String more) {
    String json =
        "{'userId':'%s','event':'Order Completed','properties':{'order_id':'%s','products':[{'product_id':'p','quantity':1,'price':%d}]%s}}"
            .formatted(user, id, price, more)
            .replace('\'', '"');
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/track", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static HttpResponse<String> call(String method, String path, String json) {
    return server.api(method, path, json.replace('\'', '"'));
  }

  private static HttpResponse<String> redeem(String user, String reward) {
    return call(
        "POST", "/api/customers/userId:" + user + "/redemptions", "{'reward':'" + reward + "'}");
  }

  private static Fields said(HttpResponse<String> answer) {
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String refused(HttpResponse<String> answer) {
    return answer.statusCode() + " " + said(answer).text("code").orElse("");
  }

  private static String code(String user) {
    HttpResponse<String> redeemed = redeem(user, "tenner");
    assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
    return said(redeemed).text("code").orElseThrow();
  }

  private static HttpResponse<String> use(String code, String order) {
    return call("POST", "/api/codes/use", "{'code':'%s','order':'%s'}".formatted(code, order));
  }

  private static List<String> states(String user) {
    server.settle();
    return said(call("GET", "/api/customers/userId:" + user + "/redemptions", ""))
        .list("redemptions")
        .stream()
        .map(each -> ((Fields) each).text("state").orElseThrow())
        .toList();
  }

  private static long active(String user) {
    server.settle();
    return said(call("GET", "/api/customers/userId:" + user + "/points", ""))
        .number("active")
        .map(BigDecimal::longValueExact)
        .orElseThrow();
  }

  @Test
  void of_many_who_use_a_code_at_once_one_does_and_its_points_never_come_back() throws Exception {
    order("ada", "a1", 50, "");
    String code = code("ada");
    assertThat(code).matches("CLUB-[0-9A-Z]{4}-[0-9A-Z]{8}");
    assertThat(active("ada")).isEqualTo(40);
    HttpResponse<String> good = call("POST", "/api/codes/check", "{'code':'" + code + "'}");
    assertThat(said(good).text("reward")).contains("tenner");
    var asks = new ArrayList<Future<HttpResponse<String>>>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 200; i++) {
        String order = "many" + i;
        asks.add(threads.submit(() -> use(code, order)));
      }
    }
    var came = new ArrayList<String>();
    for (Future<HttpResponse<String>> ask : asks) {
      HttpResponse<String> answer = ask.get();
      came.add(answer.statusCode() == 200 ? "200" : refused(answer));
    }
    assertThat(came.stream().filter("200"::equals)).hasSize(1);
    assertThat(came).containsOnly("200", "409 code_used");
    // The order that used it may say so again; small letters are the same code.
    String winner = "many" + came.indexOf("200");
    assertThat(use(code.toLowerCase(Locale.ROOT), winner).statusCode()).isEqualTo(200);
    assertThat(refused(call("POST", "/api/codes/check", "{'code':'" + code + "'}")))
        .isEqualTo("409 code_used");
    assertThat(states("ada")).containsExactly("used");
    String id = latest("ada");
    assertThat(
            refused(call("POST", "/api/customers/userId:ada/redemptions/" + id + "/reverse", "")))
        .isEqualTo("409 code_used");
    assertThat(active("ada")).isEqualTo(40);
  }

  /** The id of someone's latest redemption. */
  private static String latest(String user) {
    server.settle();
    Fields all = said(call("GET", "/api/customers/userId:" + user + "/redemptions", ""));
    return ((Fields) all.list("redemptions").getFirst()).text("id").orElseThrow();
  }

  @Test
  void an_order_that_names_a_code_uses_it_and_an_undone_one_is_worth_nothing() {
    order("bob", "b1", 50, "");
    String used = code("bob");
    order("bob", "b2", 5, ",'coupon':'SPRING, %s'".formatted(used));
    assertThat(states("bob")).containsExactly("used");
    String undone = code("bob");
    String id = latest("bob");
    HttpResponse<String> back =
        call("POST", "/api/customers/userId:bob/redemptions/" + id + "/reverse", "");
    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(states("bob")).containsExactly("undone", "used");
    assertThat(refused(use(undone, "b3"))).isEqualTo("409 code_void");
    assertThat(active("bob")).isEqualTo(45);
  }

  @Test
  void a_code_is_not_guessed_and_whoever_tries_waits() {
    order("cyd", "c1", 50, "");
    String csv = call("GET", "/api/codes?reward=tenner&from=1&count=3", "").body();
    assertThat(csv.lines()).hasSize(4);
    // Made, but nobody's yet.
    String nobodys = call("GET", "/api/codes?reward=tenner&from=90001&count=1", "").body();
    String code = nobodys.lines().toList().getLast().split(",")[1];
    assertThat(refused(use(code, "x"))).isEqualTo("404 unknown_code");
    String guess = "{'code':'CLUB-0001-00000000','visitor':'mallory'}";
    for (int i = 0; i < 6; i++) {
      assertThat(refused(call("POST", "/api/codes/check", guess))).isEqualTo("404 unknown_code");
    }
    HttpResponse<String> waits = call("POST", "/api/codes/check", guess);
    assertThat(refused(waits)).isEqualTo("429 too_many_guesses");
    assertThat(waits.headers().firstValue("Retry-After")).isPresent();
    String other = "{'code':'%s','visitor':'cyd'}".formatted(code("cyd"));
    assertThat(call("POST", "/api/codes/check", other).statusCode()).isEqualTo(200);
  }

  @Test
  void a_challenge_says_how_far_someone_is_and_when_they_met_it() {
    assertThat(said(call("GET", "/api/challenges", "")).list("challenges")).hasSize(2);
    order("eve", "e1", 1, "");
    order("eve", "e2", 1, "");
    Fields loyal = challenge("eve", 0);
    assertThat(loyal.number("value").orElseThrow()).isEqualByComparingTo("2");
    assertThat(loyal.number("wanted").orElseThrow()).isEqualByComparingTo("3");
    assertThat(loyal.text("metAt")).isEmpty();
    assertThat(challenge("eve", 1).number("value").orElseThrow()).isEqualByComparingTo("1");
    order("eve", "e3", 1, "");
    assertThat(challenge("eve", 0).text("metAt")).isPresent();
    assertThat(active("eve")).isEqualTo(10);
    server.settle();
    HttpResponse<String> cancelled =
        server.post(
            SERVER_KEY,
            "/v1/track",
            "{'userId':'eve','event':'Order Cancelled','properties':{'order_id':'e3'}}"
                .replace('\'', '"'));
    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(active("eve")).isEqualTo(2);
    assertThat(challenge("eve", 0).text("metAt")).isEmpty();
  }

  private static Fields challenge(String user, int place) {
    server.settle();
    Fields all = said(call("GET", "/api/customers/userId:" + user + "/challenges", ""));
    return (Fields) all.list("challenges").get(place);
  }

  @Test
  void a_stock_a_limit_and_a_condition_are_kept_and_what_is_handed_over_is_noted() {
    for (String user : List.of("d1", "d2", "d3", "d4")) {
      order(user, user, 50, "");
    }
    List<String> rare =
        List.of("d1", "d2", "d3", "d4").stream()
            .map(user -> redeem(user, "rare"))
            .map(answer -> answer.statusCode() == 200 ? "200" : refused(answer))
            .toList();
    assertThat(rare).containsExactly("200", "200", "200", "409 out_of_stock");
    assertThat(active("d4")).isEqualTo(50);
    Fields rewards = said(call("GET", "/api/rewards", ""));
    assertThat(((Fields) rewards.list("rewards").get(1)).number("left")).contains(BigDecimal.ZERO);
    assertThat(redeem("d1", "yearly").statusCode()).isEqualTo(200);
    assertThat(refused(redeem("d1", "yearly"))).isEqualTo("409 limit_reached");
    assertThat(refused(redeem("d1", "buyers"))).isEqualTo("409 not_for_them");
    order("d1", "d1b", 1, "");
    server.settle();
    assertThat(redeem("d1", "buyers").statusCode()).isEqualTo(200);
    String first = latest("d2");
    String fulfil = "/api/customers/userId:d2/redemptions/" + first + "/fulfil";
    assertThat(call("POST", fulfil, "").statusCode()).isEqualTo(200);
    assertThat(refused(call("POST", fulfil, ""))).isEqualTo("409 already_fulfilled");
    assertThat(states("d2")).containsExactly("fulfilled");
    // A gift that is sent back goes to whoever asks next.
    String reverse = "/api/customers/userId:d2/redemptions/" + first + "/reverse";
    assertThat(call("POST", reverse, "").statusCode()).isEqualTo(200);
    server.settle();
    assertThat(redeem("d4", "rare").statusCode()).isEqualTo(200);
  }
}
