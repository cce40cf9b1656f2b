package habitue.server.settings;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What colleagues put on record for people who wrote or called. */
class ConsentPagesTest {
  private static final String SECRET = "words that nobody knows";

  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    Users users = server.context().getBean(Users.class);
    users.create("agnes", "", Role.AGENT);
    users.password("agnes", SECRET);
    users.create("mark", "", Role.MARKETER);
    users.password("mark", SECRET);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String someone(String user) {
    String event =
        "{\"userId\":\"%s\",\"traits\":{\"email\":\"%s@example.org\",\"emailVerified\":true}}"
            .formatted(user, user);
    assertThat(server.post(SERVER_KEY, "/v1/identify", event).statusCode()).isEqualTo(200);
    server.settle();
    String found = server.api("GET", "/api/customers/userId:" + user, "").body();
    return found.replaceAll(".*?\"id\":\"(c[0-9a-z]+)\".*", "$1");
  }

  private static Visitor signedIn(String user) {
    var visitor = new Visitor(server);
    visitor.signIn(user, SECRET);
    return visitor;
  }

  private static HttpResponse<String> say(String id, String... fields) {
    String page = "/customers/" + id + "/consents";
    return signedIn("agnes").submit(page, page, fields);
  }

  private static String consents(String id) {
    server.settle();
    return server.api("GET", "/api/customers/" + id + "/consents", "").body();
  }

  @Test
  void what_was_said_on_the_phone_holds_with_its_proof_and_its_author() {
    String id = someone("ann");

    HttpResponse<String> said =
        say(id, "act", "choices", "on", "channel.email", "proof", "on the phone, 27 November");

    assertThat(said.statusCode()).isEqualTo(303);
    assertThat(consents(id))
        .contains("\"channel\":\"email\",\"state\":\"given\"")
        .contains("on the phone, 27 November")
        .contains("\"source\":\"agnes\"");
    assertThat(say(id, "act", "choices", "proof", "her letter").statusCode()).isEqualTo(303);
    assertThat(consents(id)).contains("\"state\":\"withdrawn\"", "her letter");
  }

  @Test
  void an_objection_and_a_freeze_hold_until_the_freeze_is_lifted() {
    String id = someone("bea");

    say(id, "act", "objection", "proof", "her letter of 3 May");
    assertThat(consents(id)).doesNotContain("\"reachable\":true,\"why\":\"consent\"");
    say(id, "act", "restriction", "proof", "she disputes her orders");
    assertThat(consents(id)).contains("\"restriction\":{", "she disputes her orders");
    assertThat(signedIn("agnes").get("/customers/" + id + "/consents").body())
        .contains("value=\"lifting\"");
    say(id, "act", "lifting", "proof", "settled");
    assertThat(consents(id)).doesNotContain("\"restriction\":{");
  }

  @Test
  void without_a_proof_nothing_is_put_on_record() {
    String id = someone("cleo");

    assertThat(say(id, "act", "objection", "proof", "  ").statusCode()).isEqualTo(422);
    assertThat(say(id, "act", "objection", "proof", "x".repeat(501)).statusCode()).isEqualTo(422);
    assertThat(consents(id)).contains("\"consents\":[]");
  }

  @Test
  void only_whoever_serves_customers_may() {
    String id = someone("dora");
    Visitor marketer = signedIn("mark");

    assertThat(marketer.get("/customers/" + id + "/consents").statusCode()).isEqualTo(403);
    assertThat(marketer.get("/customers/" + id).body()).doesNotContain("/consents");
    assertThat(signedIn("agnes").get("/customers/" + id).body())
        .contains("/customers/" + id + "/consents");
  }
}
