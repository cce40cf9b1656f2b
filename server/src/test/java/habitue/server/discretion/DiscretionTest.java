package habitue.server.discretion;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No page tells those who need no contact details any of them. */
class DiscretionTest {
  private static final List<String> PLAIN =
      List.of(
          "odile.perrin",
          "example-mail",
          "0612345678",
          "12345678",
          "LOYAL-777",
          "rue des Lilas",
          "69003");

  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init")
  private static String person;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    say(
        "identify",
        """
        {"userId":"u1","context":{"page":{"url":"https://shop.example/?m=odile.perrin@example-mail.org"}},
         "traits":{"name":"Odile","email":"odile.perrin@example-mail.org","phone":"+33612345678",
         "card":"LOYAL-777","address":{"street":"7 rue des Lilas","postalCode":"69003","city":"Lyon"}}}
        """);
    say(
        "track",
        """
        {"userId":"u1","event":"Order Completed","properties":{"order_id":"o-1","currency":"GBP",
         "revenue":20,"email":"odile.perrin@example-mail.org","phone":"0612345678",
         "note":"ring 06 12 34 56 78 or odile.perrin@example-mail.org, card LOYAL-777",
         "recipient":{"street":"7 rue des Lilas","postcode":"69003"},
         "products":[{"product_id":"p1","name":"Tea","price":20,"quantity":1}]}}
        """);
    say(
        "page",
        """
        {"userId":"u1","name":"Thanks","properties":
         {"url":"https://shop.example/thanks?mail=odile.perrin%40example-mail.org"}}
        """);
    say("identify", "{\"userId\":\"odile.perrin@example-mail.org\",\"traits\":{}}");
    server.settle();
    String found = server.api("GET", "/api/customers/userId:u1", "").body();
    person = found.split("\"")[3];
  }

  private static void say(String call, String json) {
    HttpResponse<String> answer = server.post(RunningServer.SERVER_KEY, "/v1/" + call, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Visitor as(Role role) {
    return as(role, "some-" + role.wireName());
  }

  private static Visitor as(Role role, String name) {
    Users users = server.context().getBean(Users.class);
    users.create(name, "", role);
    users.password(name, "words that nobody knows");
    var visitor = new Visitor(server);
    visitor.signIn(name, "words that nobody knows");
    return visitor;
  }

  private static String pages(Visitor visitor) {
    var all = new StringBuilder();
    for (String path :
        new String[] {
          "/",
          "/customers",
          "/customers?sort=name",
          "/customers/" + person,
          "/customers/" + person + "/orders",
          "/customers/" + person + "/timeline",
          "/customers/" + person + "/timeline?show=facts",
          "/customers/" + person + "/join",
          "/customers/" + person + "/split",
          "/data",
          "/data/refused",
          "/account"
        }) {
      all.append(visitor.get(path).body());
    }
    return all.toString();
  }

  /** Without the field in which what was searched for stands again. */
  private static String search(Visitor visitor, String text) {
    String to = Visitor.location(visitor.post("/customers/search", "q", text));
    String page = visitor.get(to).body();
    return page.replace(text, "");
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"VIEWER", "MARKETER"})
  void pages_hide_contacts(Role role) {
    Visitor visitor = as(role);
    String pages = pages(visitor);
    assertThat(pages).contains("Odile", "o…@e….org");
    assertThat(PLAIN).allSatisfy(plain -> assertThat(pages).doesNotContainIgnoringCase(plain));
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"VIEWER", "MARKETER"})
  void a_search_by_the_whole_e_mail_finds_them_and_tells_no_more(Role role) {
    Visitor visitor = as(role);
    String found = search(visitor, "odile.perrin@example-mail.org");
    String link = "/customers/" + person;
    assertThat(found).contains(link);
    assertThat(PLAIN).allSatisfy(plain -> assertThat(found).doesNotContainIgnoringCase(plain));
    assertThat(search(visitor, "odile.perrin@e")).doesNotContain(link);
    for (String part : List.of("odile.p", "345678", "Odile 0612", "06123", "LOYAL-7")) {
      assertThat(search(visitor, part)).as(part).doesNotContain(link);
    }
    assertThat(search(visitor, "Odile")).contains(link).doesNotContain("example-mail");
  }

  @Test
  void lines_as_they_happen_hide_contacts_too() {
    Visitor visitor = as(Role.VIEWER, "live");
    String heard = visitor.hear("/live", "Odile", DiscretionTest::ring);
    assertThat(heard).contains("Odile");
    assertThat(PLAIN).allSatisfy(plain -> assertThat(heard).doesNotContainIgnoringCase(plain));
  }

  private static void ring() {
    say(
        "track",
        """
        {"userId":"u1","event":"Rang odile.perrin@example-mail.org","properties":
         {"phone":"0612345678","name":"Odile at 06 12 34 56 78, 7 rue des Lilas"}}
        """);
    server.settle();
  }

  @Test
  void whoever_needs_them_sees_them() {
    String pages = pages(as(Role.AGENT));
    assertThat(pages).contains("odile.perrin@example-mail.org", "LOYAL-777", "rue des Lilas");
  }
}
