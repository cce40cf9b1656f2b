package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import habitue.store.journal.Json;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points by hand above somebody's limit: asked by one, allowed by another, done once. */
class AdjustingTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          enrol: {on: Loyalty Joined}
          earn:
            order: {spend: 1 per 1}
          expires: 365d
      """;
  private static final String SECRET = "words that nobody knows";
  private static final String PAGE = "/reward/adjustments";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private RunningServer server;

  @SuppressWarnings("NullAway.Init")
  private String key;

  @SuppressWarnings("NullAway.Init")
  private String ada;

  @BeforeEach
  void start() {
    server = RunningServer.whole(folder);
    server.publish(Map.of("loyalty.yaml", CLUB));
    server.post(SERVER_KEY, "/v1/identify", "{\"userId\":\"ada\"}");
    server.settle();
    ada = read(server.api("GET", "/api/customers/userId:ada", "")).text("id").orElseThrow();
    String made =
        server
            .api(
                "POST",
                "/api/keys",
                "{\"name\":\"till\",\"kind\":\"api\",\"scopes\":[\"loyalty:write\"]}")
            .body();
    key = made.replaceAll(".*\"secret\":\"([^\"]+)\".*", "$1");
    Users users = server.context().getBean(Users.class);
    for (Role role : List.of(Role.AGENT, Role.FINANCE, Role.MARKETER)) {
      users.create(role.wireName(), "", role);
      users.password(role.wireName(), SECRET);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart() {
    server.close();
    server = RunningServer.whole(folder);
  }

  private Visitor visitor(Role role) {
    var visitor = new Visitor(server);
    visitor.signIn(role.wireName(), SECRET);
    return visitor;
  }

  private HttpResponse<String> asks(String once, long points) {
    return server.send(
        server
            .request("/api/customers/userId:ada/adjustments")
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", once)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"points\":%d,\"reason\":\"a lost card\"}".formatted(points))));
  }

  private static Fields read(HttpResponse<String> answer) {
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private String waits(String once, long points) {
    HttpResponse<String> answer = asks(once, points);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(read(answer).text("status")).contains("waiting");
    return read(answer).text("id").orElseThrow();
  }

  private String decides(Visitor visitor, String id, String act) {
    HttpResponse<String> sent = visitor.submit(PAGE, PAGE + "/" + id, "act", act);
    assertThat(sent.statusCode()).isEqualTo(303);
    return visitor.get(PAGE).body();
  }

  private long active() {
    HttpResponse<String> answer = server.api("GET", "/api/customers/" + ada + "/points", "");
    return read(answer).number("active").map(BigDecimal::longValueExact).orElseThrow();
  }

  private Fields listed() {
    HttpResponse<String> answer = server.api("GET", "/api/loyalty/adjustments", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  @Test
  void up_to_a_limit_it_is_done_above_it_waits_and_is_done_once_by_another() {
    assertThat(asks("k1", 10_000).statusCode()).isEqualTo(200);
    assertThat(active()).isEqualTo(10_000);
    String id = waits("k2", 10_001);
    assertThat(waits("k2", 10_001)).isEqualTo(id);
    assertThat(asks("k2", 10_002).body()).contains("key_reused");
    assertThat(listed().list("waiting")).hasSize(1);
    assertThat(active()).isEqualTo(10_000);
    restart();
    assertThat(Json.text(listed())).contains("a lost card", "\"till\"", "\"waiting\"");
    Visitor finance = visitor(Role.FINANCE);
    assertThat(finance.get("/reward").body()).contains("1 adjustment to review");
    assertThat(decides(finance, id, "allow")).contains("Allowed, done, and on record.");
    assertThat(active()).isEqualTo(20_001);
    assertThat(decides(finance, id, "allow")).contains("Somebody decided on it already.");
    assertThat(decides(finance, id, "refuse")).contains("Somebody decided on it already.");
    assertThat(active()).isEqualTo(20_001);
    HttpResponse<String> later = asks("k2", 10_001);
    assertThat(later.statusCode()).isEqualTo(200);
    assertThat(read(later).text("status")).contains("done");
    HttpResponse<String> proof = server.api("GET", "/api/customers/" + ada + "/points/proof", "");
    assertThat(proof.body())
        .contains("\"author\":\"till\",\"approver\":\"finance\",\"reason\":\"a lost card\"");
    assertThat(server.api("GET", "/api/audit", "").body())
        .contains("adjustment-asked", "adjustment-allowed", "list-customers");
    assertThat(finance.get("/customers/" + ada + "/points").body())
        .contains(
            "<bdi>till</bdi> gave them and <bdi>finance</bdi> allowed it: <bdi>a lost card</bdi>");
  }

  @Test
  void a_large_one_in_ten_parts_is_as_large() {
    for (int part = 0; part < 8; part++) {
      assertThat(asks("part" + part, 1_200).statusCode()).isEqualTo(200);
    }
    assertThat(active()).isEqualTo(9_600);
    waits("one too many", 401);
    assertThat(asks("part0", 1_200).statusCode()).as("done before").isEqualTo(200);
    assertThat(active()).isEqualTo(9_600);
    assertThat(asks("what is left", 400).statusCode()).isEqualTo(200);
    waits("nothing is left", -1);
    restart();
    waits("after a stop", 1);
    assertThat(active()).isEqualTo(10_000);
    server.clock.move(Duration.ofHours(25));
    assertThat(asks("the next day", 10_000).statusCode()).isEqualTo(200);
    waits("and no more", 1);
  }

  @Test
  void what_one_allows_counts_towards_their_own_limit() {
    String first = waits("k1", 60_000);
    String second = waits("k2", 60_000);
    Visitor finance = visitor(Role.FINANCE);
    assertThat(decides(finance, first, "allow")).contains("Allowed, done, and on record.");
    assertThat(decides(finance, second, "allow"))
        .contains("It is above your limit")
        .doesNotContain("Allowed, done, and on record.");
    assertThat(active()).isEqualTo(60_000);
    assertThat(asks("k3", 9_000).statusCode()).as("nothing was done alone yet").isEqualTo(200);
    waits("k4", 9_000);
  }

  @Test
  void parts_at_once_are_no_way_around_it() throws Exception {
    var answers = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int part = 0; part < 12; part++) {
        String once = "part" + part;
        answers.add(threads.submit(() -> asks(once, 3_000).statusCode()));
      }
    }
    int done = 0;
    for (Future<Integer> answer : answers) {
      done += answer.get() == 200 ? 1 : 0;
    }
    assertThat(done).isEqualTo(3);
    assertThat(active()).isEqualTo(9_000);
    assertThat(listed().list("waiting")).hasSize(9);
  }

  @Test
  void two_who_allow_it_at_once_do_it_once() throws Exception {
    String id = waits("k1", 20_000);
    Visitor finance = visitor(Role.FINANCE);
    Visitor admin = new Visitor(server).admin();
    var ready = new CountDownLatch(2);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<String>> sent =
          List.of(finance, admin).stream()
              .map(each ->
                  both.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return decides(each, id, "allow");
                  }))
              .toList();
      String said = sent.get(0).get() + sent.get(1).get();
      assertThat(said).contains("Allowed, done, and on record.", "Somebody decided on it already.");
    }
    assertThat(active()).isEqualTo(20_000);
    assertThat(listed().list("decided")).hasSize(1);
  }

  @Test
  void nobody_allows_their_own_nor_what_is_above_their_limit_nor_without_the_right() {
    Visitor agent = visitor(Role.AGENT);
    String points = "/customers/" + ada + "/points";
    agent.submit(points, points, "act", "adjust", "points", "1000", "reason", "x", "once", "f1");
    assertThat(active()).isEqualTo(1_000);
    agent.submit(points, points, "act", "adjust", "points", "-1001", "reason", "x", "once", "f2");
    assertThat(agent.get(points).body()).contains("nothing is done until somebody else allows it");
    String own = ((Fields) listed().list("waiting").getFirst()).text("id").orElseThrow();
    assertThat(agent.get(PAGE).body()).contains("You asked for it").doesNotContain("Allow it");
    assertThat(decides(agent, own, "allow")).contains("somebody else must allow it");
    String large = waits("k1", 100_001);
    assertThat(decides(visitor(Role.FINANCE), large, "allow")).contains("It is above your limit");
    assertThat(visitor(Role.MARKETER).post(PAGE + "/" + large, "act", "allow").statusCode())
        .isEqualTo(403);
    assertThat(active()).isEqualTo(1_000);
    Visitor admin = new Visitor(server).admin();
    assertThat(decides(admin, own, "allow")).contains("Fewer points are active than that");
    assertThat(decides(admin, large, "refuse")).contains("Refused. Nothing was done.");
    assertThat(decides(admin, "c1.1", "allow")).contains("Nothing of this id waits");
    assertThat(active()).isEqualTo(1_000);
    assertThat(listed().list("waiting")).isEmpty();
    assertThat(Json.text(listed())).contains("\"refused\"", "\"failed\"");
  }

  @Test
  void an_admin_changes_a_limit_and_it_holds_at_once() {
    var admin = new Visitor(server).admin();
    String page = "/reward/limits";
    admin.submit(page, page, "for", "keys", "points", "0");
    assertThat(admin.get(page).body()).contains("The limit is changed.");
    waits("k1", 1);
    admin.submit(page, page, "for", "keys", "points", "20000");
    assertThat(asks("k2", 20_000).statusCode()).isEqualTo(200);
    admin.submit(page, page, "for", "keys", "points", "much");
    assertThat(admin.get(page).body()).contains("A whole number of points from 0", "20000");
    assertThat(server.api("GET", "/api/audit", "").body()).contains("adjustment-limits");
    assertThat(
            server
                .api(
                    "POST",
                    "/api/customers/" + ada + "/adjustments",
                    "{\"points\":1000000,\"reason\":\"x\"}")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void what_was_allowed_before_a_stop_is_done_at_the_next_start_and_once() {
    String id = waits("k1", 20_000);
    var wishes = new Wishes(server.store.settings());
    Wish wish = wishes.find(id).orElseThrow();
    wishes.put(wish.with(Wish.State.ALLOWED, "finance", Instant.EPOCH));
    restart();
    assertThat(active()).isEqualTo(20_000);
    assertThat(Json.text(listed())).contains("\"done\"");
    // As if the stop had come after it was done, and before that was written down.
    new Wishes(server.store.settings())
        .put(wish.with(Wish.State.ALLOWED, "finance", Instant.EPOCH));
    restart();
    assertThat(listed().list("waiting")).isEmpty();
    assertThat(active()).isEqualTo(20_000);
  }

  @Test
  void of_who_was_erased_meanwhile_nothing_is_allowed_and_no_reason_is_left() {
    String id = waits("k1", 20_000);
    Visitor finance = visitor(Role.FINANCE);
    finance.get(PAGE);
    assertThat(server.api("DELETE", "/api/customers/" + ada, "").statusCode()).isIn(200, 202);
    server.settle();
    assertThat(listed().list("waiting")).isEmpty();
    assertThat(decides(finance, id, "allow")).contains("was erased meanwhile");
    assertThat(decides(finance, id, "allow")).contains("Somebody decided on it already.");
    assertThat(server.store.settings().find("adjustments").map(Json::text).orElseThrow())
        .doesNotContain("a lost card");
  }
}
