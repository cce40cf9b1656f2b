package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.store.journal.Json;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes that customers hold from elsewhere: brought once, used once. */
class CodesApiTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1}}
          rewards:
            tenner: {points: 10, kind: discount, codes: CLUB, limit: 1 per 1y}
            mug: 5
      """;

  @TempDir private Path folder;
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.whole(folder);
    server.publish(Map.of("loyalty.yaml", CLUB));
    order("ada", "a0", "");
    order("bob", "b0", "");
    server.settle();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void order(String user, String id, String more) {
    String json =
        "{'userId':'%s','event':'Order Completed','properties':{'order_id':'%s','products':[{'product_id':'p','quantity':1,'price':20}]%s}}"
            .formatted(user, id, more)
            .replace('\'', '"');
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/track", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private HttpResponse<String> send(String csv, boolean dryRun) {
    return server.send(
        server
            .request("/api/loyalty/codes?dryRun=" + dryRun)
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofString(csv)));
  }

  private Fields done(String csv, boolean dryRun) {
    HttpResponse<String> answer = send(csv, dryRun);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Fields read = read(answer);
    server.settle();
    return read;
  }

  private static Fields read(HttpResponse<String> answer) {
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static long whole(Fields fields, String name) {
    return fields.number(name).map(BigDecimal::longValueExact).orElseThrow();
  }

  private List<String> wrong(String csv) {
    HttpResponse<String> answer = send(csv, false);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("codes_wrong");
    return read(answer).list("mistakes").stream()
        .map(Fields.class::cast)
        .map(each ->
            whole(each, "line")
                + " "
                + each.text("column").orElse("-")
                + " "
                + each.text("code").orElseThrow())
        .toList();
  }

  private String asked(String path, String code, String order) {
    String json = "{\"code\":\"%s\",\"order\":\"%s\"}".formatted(code, order);
    HttpResponse<String> answer = server.api("POST", path, json);
    return answer.statusCode() == 200
        ? read(answer).text("reward").orElseThrow()
        : answer.statusCode() + " " + read(answer).text("code").orElseThrow();
  }

  private List<String> redemptions(String user) {
    server.settle();
    HttpResponse<String> all =
        server.api("GET", "/api/customers/userId:" + user + "/redemptions", "");
    return read(all).list("redemptions").stream()
        .map(Fields.class::cast)
        .map(each ->
            each.text("reward").orElseThrow()
                + " "
                + each.text("code").orElse("-")
                + " "
                + each.text("state").orElseThrow())
        .toList();
  }

  @Test
  void a_code_is_brought_once_and_used_once() {
    String csv =
        "customer;code;reward;expires\nuserId:ada;spring-7q2f;tenner;2099-06-30\nuserId:bob;OLD_42;mug;\n";
    assertThat(whole(done(csv, true), "codes")).isEqualTo(2);
    assertThat(asked("/api/codes/check", "SPRING-7Q2F", "")).isEqualTo("404 unknown_code");
    assertThat(whole(done(csv, false), "applied")).isEqualTo(2);
    Fields again = done(csv, false);
    assertThat(whole(again, "applied")).isZero();
    assertThat(whole(again, "already")).isEqualTo(2);
    assertThat(redemptions("ada")).containsExactly("tenner SPRING-7Q2F open");
    assertThat(asked("/api/codes/check", "spring-7q2f", "")).isEqualTo("tenner");
    assertThat(asked("/api/codes/use", "SPRING-7Q2F", "x1")).isEqualTo("tenner");
    assertThat(asked("/api/codes/use", "SPRING-7Q2F", "x1")).as("said again").isEqualTo("tenner");
    assertThat(asked("/api/codes/use", "SPRING-7Q2F", "x2")).isEqualTo("409 code_used");
    assertThat(redemptions("ada")).containsExactly("tenner SPRING-7Q2F used");
    order("bob", "b1", ",'coupon':'WELCOME10, old_42'");
    assertThat(redemptions("bob")).containsExactly("mug OLD_42 used");
    assertThat(asked("/api/codes/use", "OLD_42", "b2")).isEqualTo("409 code_used");
    // It cost nothing, and is none of those that the limit is for.
    HttpResponse<String> redeemed =
        server.api("POST", "/api/customers/userId:ada/redemptions", "{\"reward\":\"tenner\"}");
    assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
  }

  @Test
  void nothing_is_brought_of_a_file_with_mistakes_each_told_by_its_place() {
    done("customer;code;reward\nuserId:ada;TAKEN-1;mug\n", false);
    HttpResponse<String> redeemed =
        server.api("POST", "/api/customers/userId:ada/redemptions", "{\"reward\":\"tenner\"}");
    String own = read(redeemed).text("code").orElseThrow();
    assertThat(
            wrong(
                "customer;code;reward;expires\n"
                    + "userId:nobody;GOOD-1;mug;\n"
                    + "userId:bob;TAKEN-1;mug;\n"
                    + "userId:bob;no;mug;\n"
                    + "userId:bob;TWICE-1;mug;\n"
                    + "userId:ada;twice-1;mug;\n"
                    + "userId:bob;GOOD-2;mugs;\n"
                    + "userId:bob;GOOD-3;mug;2020-01-01\n"
                    + "userId:bob;"
                    + own
                    + ";tenner;\n"
                    + ";=A1;mug;\n"))
        .containsExactly(
            "2 customer unknown_customer",
            "3 code code_taken",
            "4 code bad_code",
            "6 code code_twice",
            "7 reward unknown_reward",
            "8 expires past",
            "9 code own_code",
            "10 code formula",
            "10 customer value_missing");
    assertThat(redemptions("bob")).isEmpty();
    assertThat(wrong("customer;kode;reward\nuserId:bob;X-1234;mug\n"))
        .contains("1 - unknown_column", "1 code column_missing");
  }

  @Test
  void an_admin_brings_a_file_in_the_console() {
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/reward").body()).contains("/reward/codes");
    String page = "/reward/codes";
    String bad =
        admin.upload(page, page, "file", "customer;code;reward\nuserId:ada;x;mug\n").body();
    assertThat(bad).contains("A code of 4 to 40 letters").doesNotContain("Bring them all");
    String file = "customer;code;reward\nuserId:ada;SPRING-1;mug\n";
    String good = admin.upload(page, page, "file", file).body();
    assertThat(good).contains("Bring them all");
    assertThat(redemptions("ada")).isEmpty();
    String hash = good.replaceFirst("(?s).*name=\"hash\" value=\"([0-9a-f]+)\".*", "$1");
    assertThat(admin.submit(page, page + "/open", "hash", hash).body()).contains("Brought now");
    assertThat(redemptions("ada")).containsExactly("mug SPRING-1 open");
  }
}
