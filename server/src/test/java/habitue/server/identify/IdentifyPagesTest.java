package habitue.server.identify;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of where everyone stands, on a shop whose customers ordered as said here. */
class IdentifyPagesTest {
  private static final String SECRET = "words that nobody knows";
  private static final String TEXT =
      "segments:\n  buyers:\n    label: {fr: Acheteurs, en: Buyers}\n    when: customer.orders.count >= %d\n";

  private static RunningServer server;
  private static int messages;

  /** Customer n of 6 ordered n times; two leads gave an address and agreed to be written to. */
  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    Users users = server.context().getBean(Users.class);
    for (Role role : new Role[] {Role.VIEWER, Role.MARKETER, Role.AGENT}) {
      users.create(role.wireName(), "", role);
      users.password(role.wireName(), SECRET);
    }
    var events = new ArrayList<String>();
    for (int customer = 1; customer <= 6; customer++) {
      for (int order = 1; order <= customer; order++) {
        events.add(
            track(
                "u" + customer,
                "Order Completed",
                "'order_id':'o%d-%d','total':10".formatted(customer, order)));
      }
    }
    for (String lead : List.of("ada", "grace")) {
      events.add(
          "{'type':'identify','userId':'%s','traits':{'name':'<b>%s</b>','email':'%s@example.org'}}"
              .formatted(lead, lead, lead));
      events.add(
          track(lead, "Consent Given", "'purpose':'marketing','channel':'email','proof':'a form'"));
      events.add(track(lead, "Consent Given", "'purpose':'personalise','proof':'a form'"));
      events.add(track(lead, "Form Submitted", ""));
    }
    events.add(track("grace", "Form Submitted", ""));
    events.add("{'type':'identify','userId':'ada','traits':{'phone':'+33 (0)6 12 34 56 78'}}");
    events.add(
        track("ada", "Consent Given", "'purpose':'marketing','channel':'phone','proof':'a form'"));
    String batch = "{'batch':[" + String.join(",", events) + "]}";
    assertThat(server.post(RunningServer.SERVER_KEY, "/v1/batch", batch.replace('\'', '"')).body())
        .isEqualTo("{\"success\":true}");
    server.settle();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String track(String user, String event, String properties) {
    return "{'type':'track','messageId':'m%d','userId':'%s','event':'%s','properties':{%s}}"
        .formatted(messages++, user, event, properties);
  }

  private static Visitor visitor(Role role) {
    var visitor = new Visitor(server);
    visitor.signIn(role.wireName(), SECRET);
    return visitor;
  }

  private static String page(Visitor visitor, String path) {
    HttpResponse<String> answer = visitor.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body().replaceAll("\\s+", " ");
  }

  @Test
  void stages_are_counted_and_open_to_their_people() {
    Visitor viewer = visitor(Role.VIEWER);
    String stages = page(viewer, "/identify");
    assertThat(stages).contains("href=\"/customers?stage=new\"").contains("<svg class=\"sankey\"");
    assertThat(page(viewer, "/customers?stage=new")).contains("6 customers").contains("Stage");
    assertThat(page(viewer, "/customers?stage=lead")).contains("2 customers");
    assertThat(page(viewer, "/customers?stage=nothing")).contains("Nobody is in it now");
    assertThat(page(viewer, "/customers?segment=regulars&sort=score")).contains("5 customers");
    assertThat(page(viewer, "/identify/rfm")).contains("No fit yet");
    assertThat(page(viewer, "/identify/slipping")).contains("No fit yet");
  }

  @Test
  void segments_show_their_size_and_what_they_share() {
    Visitor viewer = visitor(Role.VIEWER);
    assertThat(page(viewer, "/identify/segments")).contains("/identify/segments/regulars");
    assertThat(page(viewer, "/identify/segments/regulars"))
        .contains("See 5 customers")
        .contains("<svg class=\"curve\"");
    assertThat(viewer.get("/identify/segments/none-such").statusCode()).isEqualTo(404);
  }

  @Test
  void leads_are_ranked_with_what_made_their_score() {
    String leads = page(visitor(Role.MARKETER), "/identify/leads");
    assertThat(leads)
        .contains("Form Submitted</bdi> ×2 (+10")
        .contains("e-mail only")
        .doesNotContain("<b>grace</b>")
        .doesNotContain("@example.org");
    assertThat(leads.indexOf("×2")).isLessThan(leads.indexOf("×1"));
  }

  @Test
  void who_may_be_called_has_a_number_for_colleagues_who_see_numbers() {
    String call = "<a href=\"tel:+33612345678\">+33612345678</a>";
    assertThat(page(visitor(Role.AGENT), "/identify/leads")).contains("may be called", call);
    assertThat(page(visitor(Role.MARKETER), "/identify/leads"))
        .contains("may be called")
        .doesNotContain("33612345678");
  }

  @Test
  void known_customers_are_counted_beside_all() {
    assertThat(server.api("GET", "/api/segments", "").body())
        .containsPattern("\"name\":\"lead\"[^}]*}[^}]*\"known\":2,\"count\":2")
        .contains("\"refolding\":0");
  }

  @Test
  void ways_between_stages_are_of_the_days_that_were_chosen() {
    Visitor viewer = visitor(Role.VIEWER);
    assertThat(page(viewer, "/identify?days=30")).contains("days=30\" aria-current=\"true\"");
    assertThat(page(viewer, "/identify?from=2020-01-01&until=2020-02-01"))
        .contains("name=\"from\" value=\"2020-01-01\"", "name=\"until\" value=\"2020-02-01\"")
        .doesNotContain("aria-current=\"true\">30");
    assertThat(page(viewer, "/identify?from=2020-02-01&until=2020-01-01"))
        .contains("days=90\" aria-current=\"true\"");
  }

  @Test
  void programs_read_the_leads_page_by_page() {
    String first = server.api("GET", "/api/leads?limit=1", "").body();
    assertThat(first)
        .contains("\"userId\":\"grace\"", "\"may\":\"email-only\"", "\"count\":2")
        .containsPattern("\"reasons\":\\[\"Form Submitted 2 times, worth (10|9)\\.\\d now");
    String next = first.replaceAll("(?s).*\"next\":\"([^\"]+)\".*", "$1");
    assertThat(server.api("GET", "/api/leads?limit=1&cursor=" + next, "").body())
        .contains("\"userId\":\"ada\"", "\"may\":\"call\"", "\"phone\":\"+33612345678\"");
    assertThat(server.api("GET", "/api/leads?limit=0", "").statusCode()).isEqualTo(400);
    assertThat(server.api("POST", "/api/customers/search", "{\"stage\":\"lead\"}").body())
        .contains("\"currency\":\"")
        .doesNotContain("XXX");
  }

  @Test
  void why_someone_is_in_a_group_or_not_is_said_part_by_part() {
    String why = server.api("GET", "/api/customers/userId:u1/why", "").body();
    assertThat(why)
        .contains("\"name\":\"regulars\",\"when\":\"customer.orders.count >= 2\",\"in\":false")
        .contains(
            "\"said\":\"customer.orders.count >= 2\",\"holds\":false,\"value\":1.0,\"with\":2.0,\"unit\":\"number\"")
        .contains("\"said\":\"since(customer.orders.first) <= days(90)\",\"holds\":true")
        .contains("\"unit\":\"length\",\"until\":")
        .contains("\"score\":[{\"event\":\"Order Completed\",\"times\":1,\"left\":2");
    String id = why("u1");
    String page = page(visitor(Role.VIEWER), "/customers/" + id + "/why");
    assertThat(page)
        .contains("customer.orders.count &gt;= 2</span> <span class=\"soft\">1 against 2")
        .contains("×1");
    assertThat(visitor(Role.VIEWER).get("/customers/c404/why").statusCode()).isEqualTo(404);
  }

  private static String why(String user) {
    String found = server.api("GET", "/api/customers/userId:" + user, "").body();
    return found.replaceFirst(".*?\"id\":\"(c[0-9a-z]+)\".*", "$1");
  }

  @Test
  void a_playbook_is_written_checked_tried_rehearsed_published_and_rolled_back() {
    Visitor marketer = visitor(Role.MARKETER);
    String path = "/identify/playbook";
    assertThat(page(marketer, path)).contains("segments.yaml").contains("one-time-buyers");
    assertThat(marketer.submit(path, path + "/try", "when", "customer.orders.count >= 4").body())
        .contains("3 customers");
    assertThat(marketer.submit(path, path + "/try", "when", "customer.orders.cuont >= 4").body())
        .contains("line 1, column");
    assertThat(edit(marketer, "/check", TEXT.formatted(4) + "  b: 7\n", 0).body())
        .contains("1 mistake")
        .contains("line 5");
    assertThat(edit(marketer, "/rehearse", TEXT.formatted(4), 0).body())
        .contains("<b>buyers</b>")
        .contains("+3");
    HttpResponse<String> wrong = edit(marketer, "/publish", TEXT.formatted(4) + "  b: 7\n", 0);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("customer.orders.count &gt;= 4").contains("1 mistake");
    assertThat(edit(marketer, "/publish", TEXT.formatted(4), 0).statusCode()).isEqualTo(303);
    server.settle();
    assertThat(page(marketer, path)).contains("Version 1 is in force");
    assertThat(page(marketer, "/customers?segment=buyers")).contains("3 customers", "Buyers");
    HttpResponse<String> late = edit(marketer, "/publish", TEXT.formatted(2), 0);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Version 1 was published meanwhile", "&gt;= 2");
    assertThat(page(marketer, path + "/versions/0")).contains("+ 2").contains("minus");
    assertThat(
            marketer
                .submit(path + "/versions/0", path + "/rollback", "to", "0", "base", "1")
                .statusCode())
        .isEqualTo(303);
    server.settle();
    assertThat(page(marketer, "/identify/segments")).doesNotContain("Buyers");
    Visitor viewer = visitor(Role.VIEWER);
    assertThat(page(viewer, path)).doesNotContain("Publish</button>");
    assertThat(edit(viewer, "/publish", TEXT.formatted(4), 2).statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> edit(Visitor visitor, String act, String text, int base) {
    return visitor.submit(
        "/identify/playbook",
        "/identify/playbook" + act,
        "file",
        "segments.yaml",
        "text",
        text.replace("\n", "\r\n"),
        "base",
        "" + base);
  }

  @Test
  void a_colleague_records_an_answer_and_the_page_of_questions_counts_it() {
    Visitor viewer = visitor(Role.VIEWER);
    String customer = "/customers/" + why("u5");
    assertThat(page(viewer, customer))
        .contains("How would you like to hear from us?", "customer.orders.count &gt;= 1")
        .doesNotContain("/answers");
    Visitor admin = new Visitor(server).admin();
    assertThat(page(admin, customer)).contains(customer + "/answers");
    HttpResponse<String> said =
        admin.submit(customer, customer + "/answers", "question", "channel", "answer", "sms");
    assertThat(said.statusCode()).isEqualTo(303);
    server.settle();
    assertThat(page(admin, customer))
        .contains("The answer is on record.", "their own word")
        .doesNotContain("How would you like to hear from us?");
    assertThat(page(viewer, "/identify/questions"))
        .contains("By text message", "When may we wish you a happy birthday?", "1 answer");
    admin.submit(customer, customer + "/answers", "question", "channel", "answer", "pigeon");
    assertThat(page(admin, customer)).contains("The answer was not taken");
  }
}
