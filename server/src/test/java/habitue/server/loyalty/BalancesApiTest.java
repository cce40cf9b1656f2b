package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import habitue.server.security.Hashes;
import habitue.store.door.Arrival;
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

/** What people had elsewhere, opened from a file. */
class BalancesApiTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          enrol: {on: Loyalty Joined}
          earn:
            order: {spend: 1 per 1}
          expires: 365d
          tiers: {ladder: {bronze: 0, silver: 500}}
          rewards:
            mug: 60
      """;
  private static final String SECRET = "words that nobody knows";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.whole(folder);
    server.publish(Map.of("loyalty.yaml", CLUB));
    for (String user : List.of("ada", "bob", "cleo")) {
      String json =
          "{\"userId\":\"%1$s\",\"traits\":{\"email\":\"%1$s@example.org\"}}".formatted(user);
      assertThat(server.post(SERVER_KEY, "/v1/identify", json).statusCode()).isEqualTo(200);
    }
    server.settle();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart() {
    server.close();
    server = RunningServer.whole(folder);
  }

  private HttpResponse<String> send(byte[] csv, boolean dryRun) {
    return server.send(
        server
            .request("/api/loyalty/balances?dryRun=" + dryRun)
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofByteArray(csv)));
  }

  private HttpResponse<String> send(String csv, boolean dryRun) {
    return send(csv.getBytes(StandardCharsets.UTF_8), dryRun);
  }

  private Fields done(String csv, boolean dryRun) {
    HttpResponse<String> answer = send(csv, dryRun);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  private static Fields read(HttpResponse<String> answer) {
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong, each as {@code line column code}. */
  private List<String> wrong(String csv) {
    return wrong(csv.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> wrong(byte[] csv) {
    HttpResponse<String> dry = send(csv, true);
    assertThat(dry.statusCode()).as(dry.body()).isEqualTo(200);
    HttpResponse<String> answer = send(csv, false);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("balances_wrong");
    assertThat(read(answer).list("mistakes")).isEqualTo(read(dry).list("mistakes"));
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

  private Fields points(String user) {
    return get("userId:" + user, "/points");
  }

  private Fields get(String reference, String path) {
    HttpResponse<String> answer = server.api("GET", "/api/customers/" + reference + path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  private static long whole(Fields fields, String name) {
    return fields.number(name).map(BigDecimal::longValueExact).orElseThrow();
  }

  @Test
  void a_file_is_looked_through_then_opened_once_and_proved() {
    String file =
        """
        \uFEFFTier;customer;Points;tier_until;expires\r
        silver;userId:ada;1200;2030-01-31;2029-06-30\r
        ;"email:bob@example.org";80;;\r
        silver;userId:cleo;0;;\r
        """;
    Fields dry = done(file, true);
    assertThat(whole(dry, "customers")).isEqualTo(3);
    assertThat(whole(dry, "points")).isEqualTo(1280);
    assertThat(whole(dry.fields("tiers"), "silver")).isEqualTo(2);
    assertThat(dry.flag("dryRun")).contains(true);
    assertThat(whole(points("ada"), "active")).isZero();
    Fields done = done(file, false);
    assertThat(whole(done, "applied")).isEqualTo(3);
    assertThat(whole(done, "already")).isZero();
    Fields ada = points("ada");
    assertThat(whole(ada, "active")).isEqualTo(1200);
    assertThat(ada.text("tier")).contains("silver");
    assertThat(ada.text("tierUntil")).contains("2030-02-01T00:00:00Z");
    assertThat(Json.text(ada)).contains("\"2029-06-30T23:00:00Z\"", "opening-balance");
    assertThat(points("cleo").text("tier")).contains("silver");
    Fields again = done(file, false);
    assertThat(whole(again, "applied")).isZero();
    assertThat(whole(again, "already")).isEqualTo(3);
    restart();
    assertThat(whole(done(file, false), "already")).isEqualTo(3);
    Fields proof = get("userId:ada", "/points/proof");
    assertThat(proof.flag("addsUp")).contains(true);
    assertThat(Json.text(proof)).contains("\"Open Balance\"", "Tier Assured");
    server.settle();
    assertThat(server.api("GET", "/api/loyalty/report", "").body())
        .contains("reward.club.opening-balance", "\"outstanding\":1280");
    assertThat(server.api("GET", "/api/audit", "").body()).contains("balances-opened");
    String draft = Json.text(Fields.NONE.with("loyalty", CLUB));
    Fields rehearsed = read(server.api("POST", "/api/loyalty/rehearse", draft));
    assertThat(rehearsed.fields("after")).isEqualTo(rehearsed.fields("before"));
  }

  @Test
  void a_file_that_was_stopped_half_way_is_completed_by_sending_it_again() {
    String file = "customer,points\nuserId:ada,10\nuserId:bob,20\nuserId:cleo,30\n";
    // What a stop after its second line leaves: the same lines, asked under the same keys.
    String hash = Hashes.sha256(file);
    for (int line = 2; line <= 3; line++) {
      String user = line == 2 ? "ada" : "bob";
      var command =
          new Arrival.Command(
              CustomerId.parse(get("userId:" + user, "").text("id").orElseThrow()).orElseThrow(),
              "Open Balance",
              "opening:club:" + hash + "." + line,
              "admin",
              Fields.NONE
                  .with("programme", "club")
                  .with("id", hash.substring(0, 12) + "." + line)
                  .with("points", (line - 1) * 10L));
      server.store.door().accept(List.of(command));
    }
    restart();
    Fields done = done(file, false);
    assertThat(whole(done, "already")).isEqualTo(2);
    assertThat(whole(done, "applied")).isEqualTo(1);
    for (String user : List.of("ada", "bob", "cleo")) {
      Fields proof = get("userId:" + user, "/points/proof");
      assertThat(proof.list("entries")).as(user).hasSize(3);
    }
    assertThat(whole(points("ada"), "active")).isEqualTo(10);
    assertThat(whole(points("bob"), "active")).isEqualTo(20);
    assertThat(whole(points("cleo"), "active")).isEqualTo(30);
  }

  @Test
  void every_mistake_is_told_by_line_and_column_and_nothing_is_opened() {
    String file =
        """
        customer,points,expires,tier,tier until
        userId:ada,100,,,
        userId:nobody,100,,,
        userId:ada,5,,,
        userId:bob,-5,,,
        userId:bob,2.5,,,
        userId:bob,=1+1,,,
        userId:bob,999999999999,,,
        userId:bob,0,,,
        userId:bob,1,2020-01-01,,
        userId:bob,1,soon,,
        userId:bob,1,,platinum,
        userId:bob,1,,,2030-01-01
        ada,1,,,
        ,1,,,
        userId:cleo,1
        """;
    assertThat(wrong(file))
        .contains(
            "3 customer unknown_customer",
            "4 customer twice",
            "5 points bad_points",
            "6 points bad_points",
            "7 points formula",
            "8 points too_many_points",
            "9 points nothing",
            "10 expires past",
            "11 expires bad_time",
            "12 tier unknown_tier",
            "13 tier until tier_needed",
            "14 customer bad_reference",
            "15 customer value_missing",
            "16 - cells");
    HttpResponse<String> answer = send(file, true);
    assertThat(answer.body()).contains("bronze, silver").doesNotContain("platinum", "nobody,");
    for (String user : List.of("ada", "bob", "cleo")) {
      assertThat(whole(points(user), "active")).isZero();
    }
  }

  @Test
  void what_is_no_table_of_balances_is_said_to_be_none() {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13};
    assertThat(wrong(picture)).containsExactly("1 - not_text");
    assertThat(wrong("customer,points\nuserId:zo\u00eb,1\n".getBytes(StandardCharsets.UTF_16)))
        .containsExactly("1 - not_text");
    assertThat(wrong("")).containsExactly("1 - no_lines");
    assertThat(wrong("customer,points\n")).containsExactly("1 - no_lines");
    assertThat(wrong("who,points,points\nuserId:ada,1,1\n"))
        .contains("1 - unknown_column", "1 points column_twice", "1 customer column_missing");
    assertThat(wrong("customer,points\nuserId:ada,\"1\n")).contains("2 - broken_quotes");
    String many = "customer,points\n" + "userId:nobody,x\n".repeat(60_000);
    Fields dry = done(many, true);
    assertThat(dry.list("mistakes")).hasSize(100);
    assertThat(whole(dry, "mistakeCount")).isEqualTo(100_001);
    assertThat(send("x".repeat((8 << 20) + 1), true).statusCode()).isEqualTo(413);
    assertThat(server.api("POST", "/api/loyalty/balances", "{}").statusCode()).isEqualTo(415);
  }

  @Test
  void another_file_opens_nothing_for_whom_one_did_and_who_is_frozen_or_erased_is_named() {
    done("customer,points\nuserId:ada,10\n", false);
    assertThat(wrong("customer,points\nuserId:ada,12\n"))
        .containsExactly("2 customer opened_before");
    String bob = get("userId:bob", "").text("id").orElseThrow();
    server.api("POST", "/api/customers/" + bob + "/restriction", "{\"restricted\":true}");
    String cleo = get("userId:cleo", "").text("id").orElseThrow();
    assertThat(server.api("DELETE", "/api/customers/" + cleo, "").statusCode()).isIn(200, 202);
    assertThat(wrong("customer,points\n" + bob + ",1\n" + cleo + ",1\n"))
        .containsExactly("2 customer frozen", "3 customer erased");
  }

  @Test
  void an_admin_looks_through_a_file_in_the_console_and_opens_it() {
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/reward").body()).contains("/reward/balances");
    String page = "/reward/balances";
    String bad = admin.upload(page, page, "file", "customer;points\nuserId:ada;x\n").body();
    assertThat(bad).contains("A whole number of points, 0 or more").doesNotContain("Open all");
    String good = admin.upload(page, page, "file", "customer;points\nuserId:ada;1500\n").body();
    assertThat(good).contains("1,500", "Open all of it");
    assertThat(whole(points("ada"), "active")).isZero();
    String hash = good.replaceFirst("(?s).*name=\"hash\" value=\"([0-9a-f]+)\".*", "$1");
    admin.submit(page, page + "/open", "hash", "another");
    assertThat(admin.get(page).body()).contains("Choose the file again");
    assertThat(admin.submit(page, page + "/open", "hash", hash).body()).contains("Opened now");
    assertThat(whole(points("ada"), "active")).isEqualTo(1500);
    Users users = server.context().getBean(Users.class);
    users.create("fin", "", Role.FINANCE);
    users.password("fin", SECRET);
    var finance = new Visitor(server);
    finance.signIn("fin", SECRET);
    assertThat(finance.get(page).statusCode()).isEqualTo(403);
  }
}
