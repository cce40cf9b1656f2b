package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import habitue.store.journal.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A programme over HTTP: earned, spent, undone, proved. */
class LoyaltyApiTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn:
            order: {spend: 1 per 1}
          expires: 365d
          tiers: {ladder: {bronze: 0, silver: 500}}
          rewards:
            mug: 60
            lounge: {points: 10, tier: silver}
      """;
  private static final int AT_ONCE = 16;
  private static final String SECRET = "words that nobody knows";

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    server.publish(Map.of("loyalty.yaml", CLUB));
    Users users = server.context().getBean(Users.class);
    for (Role role : List.of(Role.AGENT, Role.VIEWER)) {
      users.create(role.wireName(), "", role);
      users.password(role.wireName(), SECRET);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void track(String user, String event, String properties) {
    String json =
        "{'userId':'%s','event':'%s','properties':{%s}}"
            .formatted(user, event, properties)
            .replace('\'', '"');
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/track", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void order(String user, String id, int price) {
    track(
        user,
        "Order Completed",
        "'order_id':'%s','products':[{'product_id':'p','quantity':1,'price':%d}]"
            .formatted(id, price));
  }

  private static Fields get(String user, String path) {
    HttpResponse<String> answer = server.api("GET", "/api/customers/userId:" + user + path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> post(String user, String path, String json) {
    return server.api("POST", "/api/customers/userId:" + user + path, json.replace('\'', '"'));
  }

  private static String id(HttpResponse<String> answer) {
    return answer.body().replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");
  }

  /** Under one key. */
  private static HttpResponse<String> once(String path, String json) {
    return server.send(
        server
            .request(path)
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "k1")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static long whole(Fields fields, String name) {
    return fields.number(name).map(BigDecimal::longValueExact).orElseThrow();
  }

  private static long active(String user) {
    server.settle();
    return whole(get(user, "/points"), "active");
  }

  /** Names and form as docs/reference/http-api.md promises them. */
  @Test
  void points_have_the_form_that_is_described() {
    order("shape", "shape1", 120);
    assertThat(active("shape")).isEqualTo(120);
    Fields points = get("shape", "/points");
    assertThat(points.values().keySet())
        .contains("active", "pending", "negative", "owed", "expiring", "tier", "next")
        .contains("lots", "redemptions", "member", "heldOut");
    assertThat(((Fields) points.list("expiring").getFirst()).values().keySet())
        .containsExactly("at", "points");
    assertThat(points.fields("next").text("tier")).contains("silver");
    assertThat(whole(points.fields("next"), "missing")).isEqualTo(380);
    Fields lot = (Fields) points.list("lots").getFirst();
    assertThat(lot.values().keySet())
        .contains("points", "remaining", "earnedAt", "activeAt", "expiresAt", "because");
    assertThat(lot.text("because")).contains("order");
    assertThat(server.api("GET", "/api/loyalty/report?asOf=2020-01-02T00:00:00Z", "").body())
        .contains("\"points\":{\"issued\":0,\"reversed\":0,\"expired\":0,\"spent\":0");
    assertThat(server.api("GET", "/api/loyalty/report?asOf=yesterday", "").body())
        .contains("bad_time");
  }

  @Test
  void points_are_earned_spent_given_back_and_proved() {
    order("ada", "o1", 100);
    assertThat(active("ada")).isEqualTo(100);
    HttpResponse<String> mug = post("ada", "/redemptions", "{'reward':'mug'}");
    assertThat(mug.statusCode()).as(mug.body()).isEqualTo(200);
    assertThat(active("ada")).isEqualTo(40);
    HttpResponse<String> more = post("ada", "/redemptions", "{'reward':'mug'}");
    assertThat(more.statusCode()).isEqualTo(409);
    assertThat(more.body()).contains("too_few_points");
    track("ada", "Order Refunded", "'order_id':'o1'");
    server.settle();
    Fields owing = get("ada", "/points");
    assertThat(whole(owing, "active")).isZero();
    assertThat(whole(owing, "negative")).isEqualTo(60);
    String id = id(mug);
    HttpResponse<String> undone = post("ada", "/redemptions/" + id + "/reverse", "{}");
    assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
    assertThat(whole(get("ada", "/points"), "negative")).isZero();
    HttpResponse<String> again = post("ada", "/redemptions/" + id + "/reverse", "{}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("already_reversed");
    assertThat(get("ada", "").text("tier")).contains("bronze");
    assertThat(whole(get("ada", ""), "points")).isZero();
    Fields proof = get("ada", "/points/proof");
    assertThat(proof.flag("addsUp")).contains(true);
    Fields sums = proof.fields("balances");
    assertThat(whole(sums, "issued")).isEqualTo(-100);
    assertThat(whole(sums, "reversed")).isEqualTo(100);
    assertThat(Json.text(proof))
        .contains("\"Order Completed\"", "\"Order Refunded\"", "\"Redeem Reward\"", "\"o1\"");
  }

  @Test
  void points_by_hand_need_a_reason_and_are_given_once() {
    order("bob", "b1", 10);
    assertThat(active("bob")).isEqualTo(10);
    String wish = "{'points':25,'reason':'a late parcel'}";
    var path = "/api/customers/userId:bob/adjustments";
    String json = wish.replace('\'', '"');
    assertThat(once(path, json).statusCode()).isEqualTo(200);
    assertThat(once(path, json).statusCode()).isEqualTo(200);
    assertThat(active("bob")).isEqualTo(35);
    String other = "{\"points\":26,\"reason\":\"a late parcel\"}";
    assertThat(once(path, other).body()).contains("key_reused");
    assertThat(post("bob", "/adjustments", "{'points':25}").body()).contains("missing_field");
    assertThat(post("bob", "/adjustments", "{'points':2.5,'reason':'x'}").body())
        .contains("bad_points");
    assertThat(post("bob", "/adjustments", "{'points':0,'reason':'x'}").body())
        .contains("bad_points");
    assertThat(post("bob", "/adjustments", "{'points':-36,'reason':'x'}").body())
        .contains("too_few_points");
    assertThat(post("bob", "/adjustments", "{'points':-35,'reason':'x'}").statusCode())
        .isEqualTo(200);
    assertThat(active("bob")).isZero();
  }

  @Test
  void a_redemption_is_told_by_its_id_alone() {
    order("ida", "i1", 120);
    server.settle();
    String first = id(post("ida", "/redemptions", "{'reward':'mug'}"));
    String second = id(post("ida", "/redemptions", "{'reward':'mug'}"));
    assertThat(active("ida")).isZero();
    assertThat(server.api("POST", "/api/redemptions/" + first + "/fulfil", "{}").statusCode())
        .isEqualTo(200);
    assertThat(server.api("POST", "/api/redemptions/" + second + "/reverse", "{}").statusCode())
        .isEqualTo(200);
    assertThat(active("ida")).isEqualTo(60);
    assertThat(server.api("POST", "/api/redemptions/" + first + "/fulfil", "{}").body())
        .contains("already_fulfilled");
    assertThat(server.api("POST", "/api/redemptions/" + second + "/reverse", "{}").body())
        .contains("already_reversed");
    for (String none : List.of("mug@1", "mug", "mug@", "mug@99999999999999999999", "cup@-4")) {
      HttpResponse<String> unknown =
          server.api("POST", "/api/redemptions/" + none + "/reverse", "{}");
      assertThat(unknown.statusCode()).as(none).isEqualTo(404);
      assertThat(unknown.body()).contains("unknown_redemption");
    }
  }

  @Test
  void what_is_not_there_is_refused_and_nothing_changes() {
    order("cleo", "c1", 100);
    server.settle();
    assertThat(post("cleo", "/redemptions", "{'reward':'mugs'}").body())
        .contains("unknown_reward", "mug?");
    assertThat(post("cleo", "/redemptions", "{'reward':'lounge'}").body()).contains("tier_too_low");
    assertThat(post("cleo", "/redemptions/mug@1/reverse", "{}").body())
        .contains("unknown_redemption");
    assertThat(post("cleo", "/redemptions", "{'reward':'mug','programme':'clubs'}").body())
        .contains("unknown_programme", "club?");
    assertThat(active("cleo")).isEqualTo(100);
  }

  @Test
  void colleagues_see_where_every_point_is_and_may_do_what_their_role_may() {
    order("eve", "e1", 600);
    server.settle();
    String id = get("eve", "").text("id").orElseThrow();
    String page = "/customers/" + id + "/points";
    var agent = new Visitor(server);
    agent.signIn("agent", SECRET);
    assertThat(agent.get("/customers/" + id).body()).contains(page, "silver");
    assertThat(agent.get(page).body()).contains("600", "e1", "act\" value=\"adjust");
    String why = "call eve@example.org";
    agent.submit(page, page, "act", "adjust", "points", "50", "reason", why, "once", "f1");
    agent.submit(page, page, "act", "adjust", "points", "50", "reason", why, "once", "f1");
    agent.submit(page, page, "act", "redeem", "reward", "mug", "programme", "club");
    assertThat(active("eve")).isEqualTo(590);
    assertThat(agent.get(page).body()).contains(why, "value=\"undo\"");
    agent.submit(page, page, "act", "adjust", "points", "much", "reason", why);
    assertThat(agent.get(page).body()).contains("A whole number of points is expected");
    var viewer = new Visitor(server);
    viewer.signIn("viewer", SECRET);
    assertThat(viewer.get(page).body())
        .contains("Points granted")
        .doesNotContain("eve@example.org", "value=\"adjust\"");
    assertThat(viewer.post(page, "act", "adjust", "points", "5", "reason", "x").statusCode())
        .isEqualTo(403);
    server.settle();
    assertThat(viewer.get("/reward").body())
        .contains("What became of the points", "spend: 1 per 1", "silver", "By hand");
  }

  @Test
  void a_shops_page_asks_by_a_token_and_learns_nothing_of_who_they_are() throws IOException {
    track("gus", "Signed Up", "'email':'gus@example.org'");
    order("gus", "g1", 70);
    server.settle();
    HttpResponse<String> made = post("gus", "/tokens", "{'validFor':'PT5M'}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String token = made.body().replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
    HttpResponse<String> own = own(token);
    assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
    assertThat(own.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(own.body())
        .contains("\"active\":70", "\"missing\":430", "\"by\":\"earned\"")
        .doesNotContain("gus");
    assertThat(rewards(own.body())).isEqualTo(rewards(documented()));
    assertThat(own("x" + token).body()).contains("wrong_key");
    assertThat(own("").body()).contains("no_key");
    assertThat(post("gus", "/tokens", "{'validFor':'PT2H'}").statusCode()).isEqualTo(400);
    assertThat(server.api("GET", "/api/rewards", "").body()).contains("\"mug\"", "\"silver\"");
    HttpResponse<String> report = server.api("GET", "/api/loyalty/report", "");
    assertThat(report.body()).contains("\"outstanding\":", "reward.club.order", "\"tiers\"");
    HttpResponse<String> before =
        server.api("GET", "/api/loyalty/report?asOf=2020-01-01T00:00:00Z", "");
    assertThat(before.body()).contains("\"issued\":0,");
    assertThat(server.api("GET", "/api/loyalty/report?programme=clubb", "").statusCode())
        .isEqualTo(404);
    assertThat(server.api("GET", "/api/loyalty/report?asOf=then", "").body()).contains("bad_time");
  }

  /** The example of docs/reference/loyalty.md. */
  private static String documented() throws IOException {
    String page = Files.readString(Path.of("../docs/reference/loyalty.md"));
    return page.split("```json\n")[1].split("```")[0];
  }

  /** Without their labels. */
  private static List<Fields> rewards(String answer) {
    Fields said = Json.object(answer.getBytes(StandardCharsets.UTF_8));
    return ((Fields) said.list("programmes").getFirst())
        .list("rewards").stream().map(each -> ((Fields) each).without("label")).toList();
  }

  @Test
  void a_refund_larger_than_its_order_is_cut_and_listed() {
    order("kim", "k1", 50);
    track("kim", "Order Refunded", "'order_id':'k1','amount':500");
    assertThat(active("kim")).isZero();
    assertThat(server.api("GET", "/api/loyalty/report", "").body())
        .contains("\"refundedBeyond\":[{\"currency\":\"GBP\",\"orders\":1,\"amount\":\"450.00\"}]");
    assertThat(new Visitor(server).admin().get("/reward").body())
        .contains("Refunds larger than their orders:", "1 order, £450.00 beyond it.");
  }

  @Test
  void a_draft_is_played_over_everyones_past_and_changes_nothing() {
    order("hal", "h1", 100);
    server.settle();
    assertThat(post("hal", "/redemptions", "{'reward':'mug'}").statusCode()).isEqualTo(200);
    order("ivy", "i1", 100);
    server.settle();
    assertThat(post("ivy", "/redemptions", "{'reward':'mug'}").statusCode()).isEqualTo(200);
    track("ivy", "Order Refunded", "'order_id':'i1'");
    order("joy", "j1", 100);
    server.settle();
    Fields same = rehearsed(CLUB);
    assertThat(same.fields("after")).isEqualTo(same.fields("before"));
    assertThat(whole(same, "more") + whole(same, "fewer") + whole(same, "uncovered")).isZero();
    assertThat(same.flag("exact")).contains(true);
    Fields half = rehearsed(CLUB.replace("1 per 1", "1 per 2"));
    assertThat(whole(half, "fewer")).isPositive();
    assertThat(whole(half, "uncovered")).isPositive();
    Fields twice = rehearsed(CLUB.replace("1 per 1", "2 per 1"));
    long issued = whole(twice.fields("before").fields("points"), "issued");
    assertThat(whole(twice.fields("after").fields("points"), "issued")).isGreaterThan(issued);
    assertThat(active("hal")).isEqualTo(40);
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/reward/rehearse").body()).contains("counts from: 2020-01-01");
    String draft = CLUB.replace("1 per 1", "2 per 1");
    assertThat(admin.submit("/reward/rehearse", "/reward/rehearse", "text", draft).body())
        .contains("What it would have come to", "would have more");
    String broken = CLUB.replace("1 per 1", "-1 per 1");
    assertThat(admin.submit("/reward/rehearse", "/reward/rehearse", "text", broken).body())
        .contains("whole points for so much");
    HttpResponse<String> wrong =
        server.api("POST", "/api/loyalty/rehearse", "{\"loyalty\":\"loyalty: {club: {}}\"}");
    assertThat(wrong.statusCode()).isEqualTo(422);
  }

  private static Fields rehearsed(String draft) {
    HttpResponse<String> answer =
        server.api("POST", "/api/loyalty/rehearse", Json.text(Fields.NONE.with("loyalty", draft)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> own(String token) {
    var request = server.request("/v1/loyalty/me");
    return server.send(
        (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).GET());
  }

  @Test
  void one_refund_sent_twice_at_once_five_hundred_times_is_five_hundred_reversals()
      throws Exception {
    int orders = 500;
    for (int i = 0; i < orders; i++) {
      order("dan" + i % 10, "d" + i, 7);
    }
    server.settle();
    try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
      var sent = new ArrayList<Future<?>>();
      for (int i = 0; i < 2 * orders; i++) {
        int number = i / 2;
        String refund = "'order_id':'d%d','refund_id':'r%d'".formatted(number, number);
        sent.add(senders.submit(() -> track("dan" + number % 10, "Order Refunded", refund)));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    }
    server.settle();
    long reversals = 0;
    for (int i = 0; i < 10; i++) {
      Fields proof = get("dan" + i, "/points/proof");
      assertThat(proof.flag("addsUp")).contains(true);
      assertThat(whole(proof.fields("balances"), "reversed")).isEqualTo(7L * orders / 10);
      reversals += reversals(proof);
    }
    assertThat(reversals).isEqualTo(orders);
  }

  private static long reversals(Fields proof) {
    return proof.list("entries").stream()
        .map(Fields.class::cast)
        .filter(entry -> entry.fields("details").text("kind").filter("reverse"::equals).isPresent())
        .count();
  }
}
