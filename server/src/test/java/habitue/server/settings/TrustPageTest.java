package habitue.server.settings;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.console.ConsoleData;
import habitue.server.console.view.Trust;
import habitue.server.people.Role;
import habitue.server.people.Users;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    // Refused one by one, which is no objection; the e-mail is not even known.
    for (String channel : new String[] {"email", "sms", "push", "phone", "post"}) {
      send("track", consent("emmy", "'channel':'%s'".formatted(channel), "Withdrawn"));
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
        .contains("of 5 customers")
        // ada is suppressed, grace withdrew, joan objected, mary is frozen, emmy refuses each.
        .contains("e-mail 0 3 ")
        .contains("notification at most 0 at most 4 ")
        .contains("telephone 0 0 ")
        .contains("No marketing by any channel 2 of whom objected to marketing 1 ")
        .contains("No profile 1 ", "Data frozen 1 ")
        .contains("outlive an erasure. e-mail 1 notification 1 ")
        .containsPattern("Erasures done .* no byte left after ")
        .doesNotContain("example.org");
  }

  @Test
  void it_lists_who_wants_no_marketing_and_says_how_long_things_are_kept() {
    String page = visitor(Role.PRIVACY).get("/trust").body();
    String joan = id("joan");
    assertThat(plain(page))
        .contains("Who wants no marketing 2 people, by no channel")
        .contains("Retention", "Nothing expires. The file retention.yaml");
    assertThat(page).contains("href=\"/customers/" + joan + "\"");
    assertThat(plain(page))
        .containsPattern("Customer joan objected")
        .containsPattern("Customer emmy refused each channel");
    assertThat(plain(page)).doesNotContainPattern("no marketing .* grace");
    assertThat(server.api("GET", "/api/audit?action=list-customers", "").body())
        .contains("\"actor\":\"privacy\"", "{\"results\":2}");
  }

  @Test
  void those_who_want_no_marketing_come_a_page_at_a_time_and_masked(@TempDir Path folder) {
    try (RunningServer shop = RunningServer.whole(folder)) {
      for (String user : List.of("u1", "u2", "u3")) {
        String traits = "\"traits\":{\"email\":\"odile.perrin@example.org\"}";
        shop.post(SERVER_KEY, "/v1/identify", "{\"userId\":\"" + user + "\"," + traits + "}");
        shop.settle();
        String objections = "/api/customers/userId:" + user + "/objections";
        shop.api("POST", objections, "{\"to\":\"marketing\"}");
        shop.clock.move(Duration.ofMinutes(1));
      }
      shop.settle();
      // Nobody is signed in here, and who is not known to see contact details does not.
      var console = shop.context().getBean(ConsoleData.class);
      Trust.Objectors first = console.objectors(null, 2);
      Trust.Objectors last = console.objectors(first.next(), 2);
      assertThat(numbers(first)).containsExactly("u3", "u2");
      assertThat(numbers(last)).containsExactly("u1");
      assertThat(last.next()).isNull();
      assertThat(last.toString()).contains("u1").doesNotContain("odile.perrin");
      assertThat(numbers(console.objectors("not ours", 2))).containsExactly("u3", "u2");
    }
  }

  private static List<String> numbers(Trust.Objectors objectors) {
    return objectors.people().stream().map(each -> each.person().number()).toList();
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
    return plain(visitor(Role.PRIVACY).get("/customers/" + id(user)).body());
  }

  private static String id(String user) {
    String found = server.api("GET", "/api/customers/userId:" + user, "").body();
    return found.replaceAll(".*?\"id\":\"(c[0-9a-z]+)\".*", "$1");
  }
}
