package habitue.server.loyalty;

import static habitue.server.RunningServer.BROWSER_KEY;
import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Strand;
import habitue.model.Value;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.referral.Codes;
import habitue.store.journal.Json;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Friends told by members, over HTTP: a code is passed on, comes back, and is paid for. */
class ReferralApiTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn:
            order: {spend: 1 per 1}
          referral: {points: 500, friend: 200, pending: 0d, link: "https://shop.example/?ref="}
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

  private static void send(String key, String path, String json) {
    HttpResponse<String> answer = server.post(key, path, json.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void identify(String user, String phone) {
    send(
        SERVER_KEY,
        "/v1/identify",
        "{'userId':'%s','traits':{'phone':'%s'}}".formatted(user, phone));
  }

  private static void order(String user) {
    send(
        SERVER_KEY,
        "/v1/track",
        "{'userId':'%s','event':'Order Completed','properties':{'order_id':'o-%s','revenue':100}}"
            .formatted(user, user));
    server.settle();
  }

  private static void comes(String user, String code) {
    send(
        SERVER_KEY,
        "/v1/track",
        "{'userId':'%s','event':'Signed Up','properties':{'referral_code':'%s'}}"
            .formatted(user, code));
  }

  private static Fields get(String path) {
    HttpResponse<String> answer = server.api("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static Fields referral(String user) {
    return get("/api/customers/userId:" + user + "/referral");
  }

  private static String code(String user) {
    return referral(user).text("code").orElseThrow();
  }

  private static long active(String user) {
    return whole(get("/api/customers/userId:" + user + "/points"), "active");
  }

  private static long whole(Fields fields, String name) {
    return fields.number(name).map(BigDecimal::longValueExact).orElseThrow();
  }

  private static List<Fields> referrals(Fields of) {
    return of.list("referrals").stream().map(Fields.class::cast).toList();
  }

  private static HttpResponse<String> decide(String id, String act) {
    return server.api("POST", "/api/referrals/" + id + "/" + act, "{}");
  }

  @Test
  void a_code_that_is_passed_on_is_paid_for_once_the_friends_order_was_kept() {
    order("ada");
    String code = code("ada");
    assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{12,16}").isEqualTo(code("ada"));
    assertThat(referral("ada").text("link")).contains("https://shop.example/?ref=" + code);
    String page = "https://shop.example/pans?x=1&ref=" + code.toLowerCase(Locale.ROOT);
    send(
        BROWSER_KEY,
        "/v1/page",
        "{'anonymousId':'a-bob','context':{'page':{'url':'%s#top'}}}".formatted(page));
    send(SERVER_KEY, "/v1/identify", "{'anonymousId':'a-bob','userId':'bob'}");
    order("bob");
    server.settle();
    assertThat(active("ada")).isEqualTo(600);
    assertThat(active("bob")).isEqualTo(300);
    Fields told = referral("ada");
    assertThat(whole(told, "made")).isEqualTo(1);
    assertThat(whole(told, "paid")).isEqualTo(1);
    String bob = get("/api/customers/userId:bob").text("id").orElseThrow();
    assertThat(referrals(told).getFirst().text("friend")).contains(bob);
    HttpResponse<String> token = server.api("POST", "/api/customers/userId:ada/tokens", "{}");
    String bearer = token.body().replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
    HttpResponse<String> own =
        server.send(
            server.request("/v1/loyalty/me").header("Authorization", "Bearer " + bearer).GET());
    assertThat(own.body()).contains("\"code\":\"" + code + "\"", "/?ref=" + code);
    String ada = get("/api/customers/userId:ada").text("id").orElseThrow();
    assertThat(referral("bob").list("above")).containsExactly(Value.of(ada));
    assertThat(referral("ada").list("above")).isEmpty();
    assertThat(new Visitor(server).admin().get("/customers/" + bob + "/points").body())
        .contains("Came by the word of");
    long kept = figure("kept");
    assertThat(figure("paid")).isPositive();
    send(
        SERVER_KEY,
        "/v1/track",
        "{'userId':'bob','event':'Order Cancelled','properties':{'order_id':'o-bob'}}");
    server.settle();
    assertThat(figure("kept")).as("it came back").isEqualTo(kept - 1);
    assertThat(active("ada")).isEqualTo(100);
    assertThat(active("bob")).isZero();
    assertThat(referrals(referral("ada")).getFirst().text("status")).contains("returned");
  }

  private static long figure(String name) {
    return whole(get("/api/loyalty/report").fields("referral"), name);
  }

  @Test
  void what_a_client_writes_itself_and_codes_made_up_count_for_nothing() {
    order("cal");
    String code = code("cal");
    char last = code.charAt(code.length() - 1);
    String other = code.substring(0, code.length() - 1) + (last == '7' ? '8' : '7');
    comes("dan", other);
    comes("dan", "WELCOME10");
    for (long number = 1; number < 60; number++) {
      send(
          SERVER_KEY,
          "/v1/track",
          "{'userId':'dan','event':'Seen','context':{'referral':{'strand':%d}}}".formatted(number));
    }
    order("dan");
    server.settle();
    assertThat(active("dan")).isEqualTo(100);
    assertThat(active("cal")).isEqualTo(100);
    assertThat(referrals(referral("cal"))).isEmpty();
    HttpResponse<String> meters = server.api("GET", "/actuator/prometheus", "");
    assertThat(meters.body())
        .containsPattern("habitue_collect_referrals_total\\{outcome=\"refused\".*} 2\\.0");
  }

  @Test
  void a_code_is_read_however_it_is_written_and_no_other_is() {
    var codes = server.context().getBean(Codes.class);
    for (long number : new long[] {1, 31, 32, 1_048_577, 1L << 40}) {
      var strand = new Strand(number);
      String code = codes.of(strand);
      assertThat(codes.read(code)).contains(strand);
      String written = code.replace('0', 'o').replace('1', 'l').toLowerCase(Locale.ROOT);
      assertThat(codes.read(" " + written.substring(0, 4) + "-" + written.substring(4) + " "))
          .contains(strand);
      assertThat(codes.read(code + "0")).isEmpty();
      assertThat(codes.read(code.substring(0, 8) + "0" + code.substring(8))).isEmpty();
      assertThat(codes.read(code.replace(code.charAt(3), code.charAt(3) == '4' ? '5' : '4')))
          .isEmpty();
    }
    assertThat(codes.read("")).isEmpty();
    assertThat(codes.read("0".repeat(400))).isEmpty();
  }

  @Test
  void a_rehearsal_takes_as_given_what_came_of_friends() {
    order("hal");
    comes("ivy", code("hal"));
    order("ivy");
    comes("jon", code("hal"));
    order("jon");
    send(
        SERVER_KEY,
        "/v1/track",
        "{'userId':'jon','event':'Order Cancelled','properties':{'order_id':'o-jon'}}");
    server.settle();
    assertThat(active("hal")).isEqualTo(600);
    String draft = Json.text(Fields.NONE.with("loyalty", CLUB));
    HttpResponse<String> answer = server.api("POST", "/api/loyalty/rehearse", draft);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Fields rehearsed = Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
    assertThat(rehearsed.fields("after")).isEqualTo(rehearsed.fields("before"));
  }

  @Test
  void what_is_doubted_waits_for_a_colleague() {
    identify("eve", "+44 20 7946 0958");
    order("eve");
    String code = code("eve");
    identify("fay", "+44 (0)20 79460958".replace("(0)", ""));
    comes("fay", code);
    order("fay");
    identify("gus", "+442079460958");
    comes("gus", code);
    order("gus");
    server.settle();
    assertThat(active("eve")).isEqualTo(100);
    List<Fields> held = referrals(get("/api/referrals?status=held"));
    assertThat(held).hasSize(2);
    assertThat(held.getFirst().list("reasons")).containsExactly(Value.of("same-phone"));
    assertThat(referrals(get("/api/referrals?status=held&programme=club"))).hasSize(2);
    assertThat(get("/api/referrals").text("next")).isEmpty();
    String first = held.getFirst().text("id").orElseThrow();
    assertThat(referrals(get("/api/referrals?cursor=" + first + ".0"))).isEmpty();
    assertThat(referrals(get("/api/referrals?cursor=" + first + ".zzzzzzzz"))).hasSize(2);
    assertThat(server.api("GET", "/api/referrals?cursor=odd", "").statusCode()).isEqualTo(400);
    assertThat(server.api("GET", "/api/referrals?programme=odd", "").statusCode()).isEqualTo(404);
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/reward/referrals").body()).contains("the same phone or card", "Pay");
    String fay = held.getLast().text("id").orElseThrow();
    String gus = held.getFirst().text("id").orElseThrow();
    assertThat(decide(fay, "approve").statusCode()).isEqualTo(200);
    assertThat(decide(fay, "approve").statusCode()).isEqualTo(200);
    assertThat(decide(fay, "refuse").body()).contains("referral_settled");
    admin.submit("/reward/referrals", "/reward/referrals", "id", gus, "act", "refuse");
    server.settle();
    assertThat(active("eve")).isEqualTo(600);
    assertThat(referrals(get("/api/referrals?status=held"))).isEmpty();
    assertThat(referrals(get("/api/referrals?status=refused")))
        .extracting(each -> each.text("id").orElse(""))
        .contains(gus);
    assertThat(decide("club.1.zz", "approve").statusCode()).isEqualTo(404);
    assertThat(decide("nonsense", "refuse").body()).contains("unknown_referral");
    assertThat(server.api("GET", "/api/referrals?status=odd", "").statusCode()).isEqualTo(400);
    String id = get("/api/customers/userId:eve").text("id").orElseThrow();
    assertThat(admin.get("/customers/" + id + "/points").body())
        .contains("Friends they told", code, "paid for");
    assertThat(admin.get("/reward/referrals").body()).contains("Nobody waits", "Longest chain");
    assertThat(admin.get("/reward").body()).contains("/reward/referrals");
  }
}
