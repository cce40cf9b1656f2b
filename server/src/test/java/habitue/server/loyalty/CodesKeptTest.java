package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.reward.Redemption;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Trust;
import habitue.playbook.plan.Programme;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.loyalty.vouchers.Vouchers;
import habitue.store.journal.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes hold what was promised, whatever the playbook says by now and whatever orders say. */
class CodesKeptTest {
  private static final String REST =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1}}
          rewards:
            mug: 5
      """;
  private static final String TENNER =
      "      tenner: {points: 10, kind: amount, off: 10, label: {fr: Dix, en: A tenner}%s}\n";

  private static final String OVERSEAS = "hbs_overseas_key_for_tests";

  @TempDir private Path folder;
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.whole(folder);
    server.publish(Map.of("loyalty.yaml", coded("CLUB")));
    order("ada", "a0", "");
    server.settle();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String coded(String prefix) {
    return REST + TENNER.formatted(", codes: " + prefix);
  }

  private static String line(String user, String event, String id, String more) {
    return "{'type':'track','userId':'%s','event':'%s','properties':{'order_id':'%s','products':[{'product_id':'p','quantity':1,'price':50}]%s}}"
        .formatted(user, event, id, more)
        .replace('\'', '"');
  }

  private void tells(String user, String event, String id, String more) {
    tells(SERVER_KEY, user, event, id, more);
  }

  private void tells(String key, String user, String event, String id, String more) {
    HttpResponse<String> answer = server.post(key, "/v1/track", line(user, event, id, more));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    server.settle();
  }

  private void order(String user, String id, String more) {
    tells(user, "Order Completed", id, more);
  }

  private HttpResponse<String> call(String method, String path, String json) {
    return server.api(method, path, json.replace('\'', '"'));
  }

  private static Fields said(HttpResponse<String> answer) {
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String came(HttpResponse<String> answer) {
    return answer.statusCode() == 200
        ? "200"
        : answer.statusCode() + " " + said(answer).text("code").orElse("");
  }

  private String code(String user) {
    HttpResponse<String> redeemed =
        call("POST", "/api/customers/userId:" + user + "/redemptions", "{'reward':'tenner'}");
    assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
    server.settle();
    return said(redeemed).text("code").orElseThrow();
  }

  private String checked(String code) {
    return came(call("POST", "/api/codes/check", "{'code':'" + code + "'}"));
  }

  private String used(String code, String order, String store) {
    return came(
        call(
            "POST",
            "/api/codes/use",
            "{'code':'%s','order':'%s'%s}".formatted(code, order, store)));
  }

  private List<Fields> redemptions(String user) {
    server.settle();
    return said(call("GET", "/api/customers/userId:" + user + "/redemptions", ""))
        .list("redemptions")
        .stream()
        .map(Fields.class::cast)
        .toList();
  }

  private List<String> states(String user) {
    return redemptions(user).stream()
        .map(each -> each.text("code").orElse("-") + " " + each.text("state").orElseThrow())
        .toList();
  }

  private List<String> refused() {
    server.settle();
    String all = call("GET", "/api/facts?types=Code%20Refused", "").body();
    return all.lines()
        .map(line -> Json.object(line.getBytes(StandardCharsets.UTF_8)))
        .map(fact -> fact.fields("details").values().isEmpty() ? fact : fact.fields("details"))
        .map(fact ->
            fact.text("order").orElse("?")
                + " "
                + fact.text("code").orElse("?")
                + " "
                + fact.text("why").orElse("?"))
        .toList();
  }

  private long recorded(String action) {
    String all = call("GET", "/api/audit?action=" + action, "").body();
    return Pattern.compile("\"action\":\"" + action + "\"").matcher(all).results().count();
  }

  @Test
  void a_code_is_good_as_it_was_handed_out_whatever_the_playbook_says_by_now() {
    String first = code("ada");
    String second = code("ada");
    String third = code("ada");
    server.publish(Map.of("loyalty.yaml", coded("NEW")));
    assertThat(states("ada")).containsExactly(third + " open", second + " open", first + " open");
    assertThat(checked(first)).isEqualTo("200");
    assertThat(code("ada")).startsWith("NEW-");
    server.publish(Map.of("loyalty.yaml", REST + TENNER.formatted("")));
    assertThat(checked(first)).isEqualTo("200");
    server.publish(Map.of("loyalty.yaml", REST));
    HttpResponse<String> good = call("POST", "/api/codes/check", "{'code':'" + first + "'}");
    assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
    assertThat(said(good).text("off")).contains("10");
    assertThat(said(good).text("currency")).contains("GBP");
    order("ada", "a1", ",'coupon':'" + first + "'");
    assertThat(used(second, "a2", "")).isEqualTo("200");
    assertThat(states("ada")).contains(first + " used", second + " used", third + " open");
    String nothing =
        "loyalty:\n  other: {counts from: 2020-01-01, earn: {order: {spend: 1 per 1}}}";
    server.publish(Map.of("loyalty.yaml", nothing));
    assertThat(used(third, "a3", "")).isEqualTo("200");
    server.publish(Map.of("loyalty.yaml", coded("CLUB")));
    assertThat(states("ada")).contains(third + " used");
    assertThat(checked(first)).as("not good once more").isEqualTo("409 code_used");
    assertThat(call("GET", "/api/audit?action=voucher-guessed", "").body())
        .doesNotContain("\"voucher-guessed\"");
  }

  @Test
  void one_handed_out_before_its_beginning_was_kept_begins_as_the_playbook_said_then() {
    String code = code("ada");
    Vouchers vouchers = server.context().getBean(Vouchers.class);
    Programme club = server.store.context().playbook().plan().programmes().getFirst();
    var ada = new Identifier(IdentifierType.USER_ID, "ada");
    CustomerId id = server.store.reader().resolve(ada).orElseThrow();
    Redemption kept =
        server
            .store
            .reader()
            .person(id)
            .orElseThrow()
            .state()
            .book()
            .member("club")
            .orElseThrow()
            .redemptions()
            .getFirst();
    var old =
        new Redemption(
            kept.id(), kept.reward(), kept.at(), kept.number(), true, kept.state(), "", "");
    server.clock.move(Duration.ofMinutes(1));
    server.publish(Map.of("loyalty.yaml", coded("NEW")));
    assertThat(vouchers.code(club, old)).contains(code);
    server.publish(Map.of("loyalty.yaml", REST));
    assertThat(vouchers.code(club, old)).contains(code);
  }

  @Test
  void an_order_that_cannot_use_its_code_says_so_and_is_reviewed() {
    String code = code("ada");
    String shown = code.substring(0, code.lastIndexOf('-') + 1) + "…";
    order("ada", "a1", ",'coupon':'" + code + "'");
    order("bob", "b1", ",'coupon':'" + code + "'");
    order("bob", "b2", ",'coupon':'CLUB-0001-AAAAAAAA, SPRING-2026-DISCOUNT'");
    assertThat(refused())
        .containsExactly("b1 " + shown + " code_used", "b2 CLUB-0001-… unknown_code");
    assertThat(recorded("voucher-guessed")).isEqualTo(2);
    String again = code("ada");
    String batch =
        "{\"batch\":[%s,%s,%s]}"
            .formatted(
                line("cyd", "Order Completed", "c1", ",'coupon':'" + again + "'"),
                line("cyd", "Order Completed", "c2", ",'coupon':'" + again + "'"),
                line("cyd", "Order Completed", "c3", ",'coupon':'" + again + "'"));
    HttpResponse<String> taken = server.post(SERVER_KEY, "/v1/batch", batch);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(refused().stream().filter(each -> each.endsWith(" code_used"))).hasSize(3);
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/reward").body()).contains("Guessed codes");
    String bob = said(call("GET", "/api/customers/userId:bob", "")).text("id").orElseThrow();
    assertThat(admin.get("/customers/" + bob + "/points").body())
        .contains("Code refused", "another order used it")
        .doesNotContain(code);
  }

  @Test
  void an_order_that_is_cancelled_gives_its_code_back_and_its_points_can_be() {
    String code = code("ada");
    assertThat(used(code, "a1", "")).isEqualTo("200");
    order("ada", "a1", "");
    tells("ada", "Order Cancelled", "a1", "");
    assertThat(checked(code)).isEqualTo("200");
    assertThat(states("ada")).containsExactly(code + " open");
    order("bob", "b1", ",'coupon':'" + code + "'");
    assertThat(states("ada")).containsExactly(code + " used");
    tells("ada", "Order Cancelled", "a1", "");
    assertThat(checked(code)).isEqualTo("409 code_used");
    tells("bob", "Order Refunded", "b1", ",'refund_id':'r1','total':50");
    assertThat(checked(code)).as("whoever ordered").isEqualTo("200");
    String id = redemptions("ada").getFirst().text("id").orElseThrow();
    String path = "/api/customers/userId:ada/redemptions/" + id + "/reverse";
    assertThat(came(call("POST", path, ""))).isEqualTo("200");
    assertThat(states("ada")).containsExactly(code + " undone");
  }

  @Test
  void a_message_that_is_told_again_uses_nothing_that_its_order_gave_back() {
    String code = code("ada");
    String once = line("ada", "Order Completed", "a1", ",'coupon':'" + code + "'");
    String told = once.replaceFirst("\\{", "{\"messageId\":\"m-a1\",");
    assertThat(server.post(SERVER_KEY, "/v1/track", told).statusCode()).isEqualTo(200);
    assertThat(checked(code)).isEqualTo("409 code_used");
    tells("ada", "Order Cancelled", "a1", "");
    assertThat(server.post(SERVER_KEY, "/v1/track", told).statusCode()).isEqualTo(200);
    server.settle();
    assertThat(checked(code)).isEqualTo("200");
    tells("ada", "Order Updated", "a1", ",'coupon':'" + code + "','cancelled_at':'2026-01-01'");
    assertThat(checked(code)).isEqualTo("200");
  }

  @Test
  void whatever_says_that_an_order_was_placed_uses_its_codes_and_a_test_none() {
    String updated = code("ada");
    tells("ada", "Order Updated", "a1", ",'coupon':'" + updated + "'");
    assertThat(checked(updated)).isEqualTo("409 code_used");
    String listed = code("ada");
    order("ada", "a2", ",'coupon':['SPRING','" + listed.toLowerCase(Locale.ROOT) + "']");
    assertThat(checked(listed)).isEqualTo("409 code_used");
    String products = code("ada");
    order("ada", "a3", ",'test':true,'coupon':'" + products + "'");
    assertThat(checked(products)).as("of a test").isEqualTo("200");
    String line =
        line("ada", "Order Completed", "a4", "")
            .replace("\"quantity\":1", "\"quantity\":1,\"coupon\":\"" + products + "\"");
    assertThat(server.post(SERVER_KEY, "/v1/track", line).statusCode()).isEqualTo(200);
    server.settle();
    assertThat(checked(products)).isEqualTo("409 code_used");
  }

  @Test
  void the_same_number_in_another_store_is_another_order() {
    server.sources.declare("overseas", Trust.SERVER, "us", "web", List.of(), OVERSEAS);
    String code = code("ada");
    assertThat(used(code, "1001", ",'store':'uk'")).isEqualTo("200");
    assertThat(used(code, "1001", ",'store':'us'")).isEqualTo("409 code_used");
    tells(OVERSEAS, "bob", "Order Completed", "1001", ",'coupon':'" + code + "'");
    assertThat(refused()).hasSize(1);
    order("ada", "1001", ",'coupon':'" + code + "'");
    assertThat(refused()).hasSize(1);
    tells(OVERSEAS, "bob", "Order Cancelled", "1001", "");
    assertThat(checked(code)).isEqualTo("409 code_used");
    tells("ada", "Order Cancelled", "1001", "");
    assertThat(checked(code)).isEqualTo("200");
  }

  @Test
  void what_was_refused_or_asked_again_is_not_on_record_as_done() {
    String redemptions = "/api/customers/userId:ada/redemptions";
    String adjustments = "/api/customers/userId:ada/adjustments";
    for (int i = 0; i < 3; i++) {
      assertThat(keyed(redemptions, "r", "{'reward':'tenner'}")).isEqualTo("200");
      assertThat(keyed(adjustments, "a", "{'points':5,'reason':'sorry'}")).isEqualTo("200");
    }
    assertThat(keyed(adjustments, "b", "{'points':-5000,'reason':'no'}"))
        .isEqualTo("409 too_few_points");
    String id = redemptions("ada").getFirst().text("id").orElseThrow();
    String reverse = redemptions + "/" + id + "/reverse";
    assertThat(keyed(reverse, "c", "")).isEqualTo("200");
    assertThat(keyed(reverse, "d", "")).isEqualTo("409 already_reversed");
    assertThat(keyed(redemptions + "/nothing@1/reverse", "e", ""))
        .isEqualTo("404 unknown_redemption");
    assertThat(recorded("redeemed")).isEqualTo(1);
    assertThat(recorded("adjustment")).isEqualTo(1);
    assertThat(recorded("redemption-undone")).isEqualTo(1);
    String code = code("ada");
    for (int i = 0; i < 3; i++) {
      assertThat(used(code, "u1", "")).isEqualTo("200");
    }
    assertThat(recorded("voucher-used")).isEqualTo(1);
  }

  private String keyed(String path, String key, String json) {
    return came(
        server.send(
            server
                .request(path)
                .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))));
  }

  @Test
  void a_page_of_points_shows_codes_from_elsewhere_and_undoes_none_that_was_used() {
    HttpResponse<String> brought =
        server.send(
            server
                .request("/api/loyalty/codes?dryRun=false")
                .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
                .header("Content-Type", "text/csv")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "customer;code;reward\nuserId:ada;SPRING-7Q2F;mug\n")));
    assertThat(brought.statusCode()).as(brought.body()).isEqualTo(200);
    server.settle();
    String ada = said(call("GET", "/api/customers/userId:ada", "")).text("id").orElseThrow();
    var admin = new Visitor(server).admin();
    String address = "/customers/" + ada + "/points";
    assertThat(admin.get(address).body())
        .contains("SPRING-7Q2F", "from elsewhere")
        .doesNotContain("value=\"undo\"");
    String code = code("ada");
    assertThat(admin.get(address).body()).contains(code, "value=\"undo\"");
    assertThat(used(code, "a1", "")).isEqualTo("200");
    server.settle();
    assertThat(admin.get(address).body()).contains(code).doesNotContain("value=\"undo\"");
    assertThat(admin.get(address).body()).doesNotContain("the latest 200");
    for (int i = 0; i < 101; i++) {
      keyed("/api/customers/userId:ada/adjustments", "p" + i, "{'points':2,'reason':'x'}");
      keyed("/api/customers/userId:ada/adjustments", "m" + i, "{'points':-2,'reason':'x'}");
    }
    server.settle();
    assertThat(admin.get(address).body()).contains("the latest 200");
  }
}
