package habitue.server.identify;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags set by hand, over HTTP and in the console. */
class TagsApiTest {
  private static final String SECRET = "words that nobody knows";
  private static final String TAGS =
      "tags:\\n  VIP: {manual: true, label: {en: Very important, fr: Très important}}\\n"
          + "  WATCHED: {manual: true, purpose: personalise}\\n  KITCHEN: {on: Product Viewed}\\n";
  private static final String SEGMENTS =
      "segments:\\n  vips: customer.tags[\\\"VIP\\\"] >= 1\\n  others: '!customer.tagged(\\\"VIP\\\")'\\n";

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    for (String user : List.of("ada", "bob", "cleo", "dan", "eve", "frozen", "gus", "hal", "ivy")) {
      identify(user, "'email':'%s@example.org'".formatted(user));
    }
    identify("child", "'birthday':'2020-01-01'");
    String files =
        "{\"base\":0,\"files\":{\"tags.yaml\":\"%s\",\"segments.yaml\":\"%s\"}}"
            .formatted(TAGS, SEGMENTS);
    HttpResponse<String> published = server.api("PUT", "/api/playbook", files);
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    Users users = server.context().getBean(Users.class);
    for (Role role : List.of(Role.MARKETER, Role.AGENT, Role.VIEWER)) {
      users.create(role.wireName(), "", role);
      users.password(role.wireName(), SECRET);
    }
    server.settle();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void identify(String user, String traits) {
    String json = "{'userId':'%s','traits':{%s}}".formatted(user, traits).replace('\'', '"');
    assertThat(server.post(SERVER_KEY, "/v1/identify", json).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> put(String user, String tag, String json) {
    return server.api(
        "PUT", "/api/customers/userId:%s/tags/%s".formatted(user, tag), json.replace('\'', '"'));
  }

  private static HttpResponse<String> delete(String user, String tag) {
    return server.api("DELETE", "/api/customers/userId:%s/tags/%s".formatted(user, tag), "");
  }

  private static String customer(String user) {
    return server.api("GET", "/api/customers/userId:" + user, "").body();
  }

  private static String id(String user) {
    return customer(user).replaceFirst(".*?\"id\":\"(c[0-9a-z]+)\".*", "$1");
  }

  @Test
  void a_tag_is_set_told_apart_and_taken_away() {
    assertThat(customer("ada")).contains("\"segments\":[\"others\"]", "\"taggedByHand\":[]");
    HttpResponse<String> set = put("ada", "VIP", "{'reason':'asked by the shop'}");
    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    assertThat(set.body())
        .contains("\"tag\":\"VIP\"", "\"by\":\"admin token\"", "\"reason\":\"asked by the shop\"");
    HttpResponse<String> again = put("ada", "VIP", "{'reason':'asked by the shop'}");
    assertThat(again.body()).isEqualTo(set.body());
    assertThat(customer("ada"))
        .contains("\"segments\":[\"vips\"]", "\"tags\":{\"VIP\":1.0}")
        .contains("\"taggedByHand\":[{\"tag\":\"VIP\"");
    assertThat(server.api("GET", "/api/customers/userId:ada/why", "").body())
        .contains("\"taggedByHand\":[{\"tag\":\"VIP\"");
    assertThat(server.api("GET", "/api/customers/userId:ada/timeline", "").body())
        .containsOnlyOnce("\"Tagged\"");
    server.settle();
    assertThat(server.api("GET", "/api/segments", "").body()).contains("\"name\":\"vips\"");
    assertThat(delete("ada", "VIP").statusCode()).isEqualTo(204);
    assertThat(delete("ada", "VIP").statusCode()).isEqualTo(204);
    assertThat(customer("ada")).contains("\"segments\":[\"others\"]", "\"taggedByHand\":[]");
    assertThat(server.api("GET", "/api/customers/userId:ada/timeline", "").body())
        .containsOnlyOnce("\"Untagged\"");
    assertThat(server.api("GET", "/api/audit", "").body())
        .contains("\"tagged\"", "\"untagged\"")
        .doesNotContain("asked by the shop");
  }

  @Test
  void what_is_unknown_sensitive_or_over_is_refused() {
    HttpResponse<String> unknown = put("bob", "VIPS", "{}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("\"unknown_tag\"", "VIP?");
    assertThat(put("bob", "KITCHEN", "{}").body()).contains("\"unknown_tag\"");
    assertThat(delete("bob", "%3Cscript%3E").statusCode()).isIn(400, 404);
    assertThat(put("bob", "VIP", "{'reason':'her pregnancy'}").body())
        .contains("\"sensitive\"")
        .doesNotContain("pregnancy");
    assertThat(put("bob", "VIP", "{'until':'2001-01-01'}").body()).contains("\"bad_time\"");
    assertThat(put("bob", "VIP", "{'until':'soon'}").body()).contains("\"bad_time\"");
    assertThat(put("bob", "VIP", "{'until':'9999-01-01T00:00:00Z'}").statusCode()).isEqualTo(400);
    assertThat(put("bob", "VIP", "{'reason':'" + "x".repeat(201) + "'}").statusCode())
        .isEqualTo(400);
    assertThat(put("nobody", "VIP", "{}").statusCode()).isEqualTo(404);
    assertThat(customer("bob")).contains("\"taggedByHand\":[]");
  }

  @Test
  void nobody_is_tagged_who_may_not_be() {
    assertThat(put("child", "VIP", "{}").body()).contains("\"not_tagged\"");
    assertThat(customer("child")).contains("\"taggedByHand\":[]");
    server.api("POST", "/api/customers/userId:frozen/restriction", "{\"restricted\":true}");
    assertThat(put("frozen", "VIP", "{}").statusCode()).isEqualTo(409);
    server.api("POST", "/api/customers/userId:frozen/restriction", "{\"restricted\":false}");
    server.settle();
    assertThat(customer("frozen")).as("refused is refused").contains("\"taggedByHand\":[]");
    server.api("POST", "/api/customers/userId:gus/objections", "{\"to\":\"profiling\"}");
    server.settle();
    assertThat(put("gus", "WATCHED", "{}").body()).contains("\"not_tagged\"");
  }

  @Test
  void it_ends_when_it_was_said_to() {
    Instant until = server.clock.instant().plus(Duration.ofHours(2));
    assertThat(put("cleo", "VIP", "{'until':'%s'}".formatted(until)).statusCode()).isEqualTo(200);
    assertThat(customer("cleo")).contains("\"segments\":[\"vips\"]");
    server.clock.move(Duration.ofHours(3));
    server.settle();
    String timeline = "";
    for (int tries = 0; tries < 100 && !timeline.contains("Untagged"); tries++) {
      server.settle();
      timeline = server.api("GET", "/api/customers/userId:cleo/timeline", "").body();
    }
    assertThat(timeline).contains("Untagged");
    assertThat(customer("cleo")).contains("\"segments\":[\"others\"]", "\"taggedByHand\":[]");
  }

  @Test
  void two_at_once_come_to_one() {
    var all = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 8; i++) {
      all.add(CompletableFuture.supplyAsync(() -> put("dan", "VIP", "{'reason':'same'}")));
    }
    all.forEach(each -> assertThat(each.join().statusCode()).isEqualTo(200));
    assertThat(server.api("GET", "/api/customers/userId:dan/timeline", "").body())
        .containsOnlyOnce("\"Tagged\"");
  }

  @Test
  void colleagues_set_and_remove_in_the_console() {
    String path = "/customers/" + id("eve");
    var marketer = new Visitor(server);
    marketer.signIn("marketer", SECRET);
    String tags = path + "/tags";
    assertThat(marketer.get(path).body()).contains(tags);
    assertThat(marketer.get(tags).body()).contains("Very important").doesNotContain("KITCHEN");
    marketer.submit(
        tags, tags, "act", "set", "tag", "VIP", "until", "", "reason", "call eve@example.org");
    assertThat(customer("eve")).contains("\"by\":\"marketer\"");
    assertThat(marketer.get(path).body())
        .contains("Tags set by hand", "Very important")
        .doesNotContain("eve@example.org");
    assertThat(marketer.get(tags).body()).contains("set by", "Remove");
    assertThat(marketer.get(path + "/why").body())
        .contains("set by")
        .doesNotContain("eve@example.org");
    var viewer = new Visitor(server);
    viewer.signIn("viewer", SECRET);
    assertThat(viewer.get(tags).statusCode()).isEqualTo(403);
    assertThat(viewer.get(path).body()).contains("Very important").doesNotContain(tags);
    var agent = new Visitor(server);
    agent.signIn("agent", SECRET);
    assertThat(agent.get(tags).body()).contains("call eve@example.org");
    agent.submit(tags, tags, "act", "remove", "tag", "VIP");
    assertThat(customer("eve")).contains("\"taggedByHand\":[]");
    agent.submit(tags, tags, "act", "set", "tag", "VIP", "reason", "pregnant");
    assertThat(agent.get(tags).body()).contains("not to be kept of people");
  }

  @Test
  void an_export_of_the_person_says_it() {
    put("hal", "VIP", "{'reason':'a friend'}");
    assertThat(server.api("GET", "/api/customers/userId:hal/export?form=json", "").body())
        .contains("\"what\":\"handTag\"", "\"name\":\"VIP\"", "a friend");
    assertThat(server.api("GET", "/api/customers/userId:hal/export?form=page", "").body())
        .contains("VIP");
  }
}
