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

/** What people agreed to, in the console, on a store of its own. */
class TrustPageTest {
  private static final String SECRET = "words that nobody knows";

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    for (Role role : new Role[] {Role.PRIVACY, Role.MARKETER}) {
      Users users = server.context().getBean(Users.class);
      users.create(role.wireName(), "", role);
      users.password(role.wireName(), SECRET);
    }
    for (String user : new String[] {"ada", "grace", "joan", "mary", "gone"}) {
      String address = user + "@example.org";
      send(
          "identify",
          "{'userId':'%s','traits':{'email':'%s','pushToken':'t-%s'}}"
              .formatted(user, address, user));
      send("track", consent(user, "'channel':'email','proof':'form 7'", "Given"));
    }
    send("track", consent("grace", "'channel':'email','proof':'her letter'", "Withdrawn"));
    server.settle();
    api("POST", "/api/customers/userId:joan/objections", "{'to':'marketing'}");
    api("POST", "/api/customers/userId:mary/restriction", "{'restricted':true}");
    String list =
        "{'suppressions':[{'channel':'email','address':'ADA@example.org','reason':'bounced'},"
            + "{'channel':'push','address':'t-ada','reason':'asked','purpose':'marketing'}]}";
    api("POST", "/api/suppressions", list);
    api("DELETE", "/api/customers/userId:gone", "");
    server.settle();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String consent(String user, String said, String name) {
    return "{'userId':'%s','event':'Consent %s','properties':{%s}}".formatted(user, name, said);
  }

  private static void send(String path, String json) {
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/" + path, json.replace('\'', '"'));
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
  }

  private static void api(String method, String path, String json) {
    HttpResponse<String> answer = server.api(method, path, json.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static Visitor visitor(Role role) {
    var visitor = new Visitor(server);
    visitor.signIn(role.wireName(), SECRET);
    return visitor;
  }

  private static String plain(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void it_counts_who_agreed_who_asked_to_be_spared_and_who_was_erased() {
    String page = plain(visitor(Role.PRIVACY).get("/trust").body());
    assertThat(page)
        .contains("of 4 customers")
        // ada is suppressed, grace withdrew, joan objected, mary is frozen.
        .contains("e-mail 0 3 ")
        .contains("notification at most 0 at most 4 ")
        .contains("telephone 0 0 ")
        .contains("No marketing by any channel 1 ")
        .contains("No profile 1 ", "Data frozen 1 ")
        .contains("outlive an erasure. e-mail 1 notification 1 ")
        .containsPattern("Erasures done .* no byte left after ")
        .doesNotContain("example.org");
  }

  @Test
  void whoever_is_not_to_see_it_is_not_shown_the_way() {
    Visitor marketer = visitor(Role.MARKETER);
    assertThat(marketer.get("/trust").statusCode()).isEqualTo(403);
    assertThat(marketer.get("/").body()).doesNotContain("\"/trust\"");
    assertThat(visitor(Role.PRIVACY).get("/").body()).contains("href=\"/trust\"");
  }

  @Test
  void a_person_says_at_the_top_that_they_are_not_to_be_contacted() {
    assertThat(person("ada")).contains("Do not contact.", "the address is suppressed");
    assertThat(person("grace"))
        .contains("Do not contact.", "they withdrew", "her letter", "About an order: yes.");
    assertThat(person("mary")).contains("Frozen.", "frozen at their request");
  }

  private static String person(String user) {
    String found = server.api("GET", "/api/customers/userId:" + user, "").body();
    String id = found.replaceAll(".*?\"id\":\"(c[0-9a-z]+)\".*", "$1");
    return plain(visitor(Role.PRIVACY).get("/customers/" + id).body());
  }
}
