package habitue.server.me;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.model.CustomerId;
import habitue.server.Address;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.audit.Audit;
import habitue.server.people.Role;
import habitue.server.people.Users;
import habitue.server.security.Seal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer's own page from its link to their leaving, on a server with a real store. */
class MyPageTest {
  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void post(String path, String json) {
    String body = json.replace('\'', '"');
    assertThat(server.post(SERVER_KEY, path, body).statusCode()).as(body).isEqualTo(200);
  }

  /** Someone with a name, an e-mail that was checked, a tier, and an order. */
  private static String someone(String user) {
    post(
        "/v1/identify",
        "{'userId':'%s','traits':{'name':'The %s','email':'%s@example.org','emailVerified':true,"
                .formatted(user, user, user)
            + "'tier':'gold','address':{'street':'1 High Street','city':'York'}}}");
    post(
        "/v1/track",
        "{'userId':'%s','event':'Order Completed','properties':{'order_id':'o-%s','revenue':12.5,"
                .formatted(user, user)
            + "'currency':'GBP','products':[{'product_id':'p1','name':'Lamp','price':12.5,'quantity':1}]}}");
    server.settle();
    return id(user);
  }

  private static String id(String user) {
    return field(server.api("GET", "/api/customers/userId:" + user, "").body(), "id");
  }

  private static String field(String json, String name) {
    return json.split("\"" + name + "\":\"")[1].split("\"")[0];
  }

  private static String link(String reference, String json) {
    HttpResponse<String> made =
        server.api("POST", "/api/customers/" + reference + "/page-links", json.replace('\'', '"'));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
    return field(made.body(), "url").replaceFirst("^http://127.0.0.1:\\d+", "");
  }

  private static String link(String user) {
    return link("userId:" + user, "{}");
  }

  /** Follows a link and presses the button; the answer to that. */
  private static HttpResponse<String> press(Visitor visitor, String link) {
    visitor.get(link);
    return visitor.submit("/me/open", "/me/open");
  }

  private static Visitor at(String link) {
    var visitor = new Visitor(server);
    HttpResponse<String> answer = press(visitor, link);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    assertThat(Visitor.location(answer)).isEqualTo("/me");
    return visitor;
  }

  private static List<String> audited(String id) {
    return server
        .context()
        .getBean(Audit.class)
        .newest(500, Long.MAX_VALUE, entry -> entry.subject().equals(id))
        .entries()
        .stream()
        .map(entry -> entry.actor() + " " + entry.action() + " " + entry.door())
        .toList();
  }

  @Test
  void a_link_is_exchanged_at_once_and_no_page_stands_at_its_address() {
    someone("ada");
    String link = link("ada");
    var visitor = new Visitor(server);
    HttpResponse<String> followed = visitor.get(link);
    assertThat(followed.statusCode()).isEqualTo(303);
    assertThat(Visitor.location(followed)).isEqualTo("/me/open");
    assertThat(followed.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .contains("Path=/me/open", "HttpOnly", "SameSite=Lax", "Max-Age=600");
    HttpResponse<String> asked = visitor.get("/me/open");
    assertThat(asked.body()).contains("Open my page").doesNotContain("ada", link.split("t=")[1]);
    HttpResponse<String> opened = visitor.submit("/me/open", "/me/open");
    assertThat(opened.headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("habitue-me=hbme_")
                .contains("Path=/me;", "HttpOnly", "SameSite=Strict")
                .doesNotContain("Max-Age"));
    HttpResponse<String> page = visitor.get("/me");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "The ada", "ada@example.org", "Told by <bdi>server</bdi>", "Lamp", "1 High Street")
        .contains("What was concluded of you, and why")
        .doesNotContain("/customers/");
    for (HttpResponse<String> each : List.of(followed, asked, opened, page)) {
      var headers = each.headers();
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void looking_at_a_link_uses_nothing_up_and_it_opens_in_one_browser_only() {
    String id = someone("bob");
    String link = link("bob");
    for (int i = 0; i < 3; i++) {
      assertThat(new Visitor(server).get(link).statusCode()).isEqualTo(303);
    }
    Visitor first = at(link);
    var second = new Visitor(server);
    HttpResponse<String> again = press(second, link);
    assertThat(again.statusCode()).isEqualTo(410);
    assertThat(again.body()).contains("This link was used already", "Ce lien a déjà servi");
    assertThat(second.get("/me").statusCode()).isEqualTo(401);
    // Who has it may follow it again.
    assertThat(Visitor.location(press(first, link))).isEqualTo("/me");
    assertThat(first.get("/me").statusCode()).isEqualTo(200);
    assertThat(audited(id)).contains("admin token link-minted api", "my-page link-opened page");
  }

  @Test
  void a_link_that_was_changed_or_made_for_something_else_opens_nothing() {
    someone("cleo");
    String link = link("cleo");
    String other = link.substring(0, link.length() - 1) + (link.endsWith("0") ? "1" : "0");
    Seal seal = Seal.of(server.store.settings());
    String text = seal.open(PageLinks.AUDIENCE, link.split("t=")[1]).orElseThrow();
    String elsewhere = "/me/open?t=" + seal.seal("loyalty", text);
    for (String wrong : List.of(other, elsewhere, "/me/open?t=x", "/me/open?t=a.b", "/me/open")) {
      var visitor = new Visitor(server);
      HttpResponse<String> answer = visitor.get(wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(404);
      assertThat(answer.body()).contains("This link opens nothing", "Ce lien n’ouvre rien");
      assertThat(visitor.send("/me/open", "").statusCode()).isEqualTo(401);
    }
    assertThat(at("/me/open?t=" + seal.seal(PageLinks.AUDIENCE, text)).get("/me").statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_link_and_a_session_end() {
    someone("dora");
    String minute = link("userId:dora", "{'validFor':'PT1M'}");
    String hour = link("userId:dora", "{'language':'fr'}");
    Visitor visitor = at(link("dora"));
    server.clock.move(Duration.ofMinutes(2));
    HttpResponse<String> over = new Visitor(server).get(minute);
    assertThat(over.statusCode()).isEqualTo(410);
    assertThat(over.body()).contains("This link is over");
    server.clock.move(Duration.ofMinutes(27));
    assertThat(visitor.get("/me").statusCode()).isEqualTo(200);
    server.clock.move(Duration.ofMinutes(29));
    assertThat(visitor.get("/me").statusCode()).isEqualTo(200);
    assertThat(at(hour).get("/me").body()).contains("<html lang=\"fr\">", "Ma page");
    server.clock.move(Duration.ofMinutes(31));
    HttpResponse<String> idle = visitor.get("/me");
    assertThat(idle.statusCode()).isEqualTo(401);
    assertThat(idle.body()).contains("Your page is closed").doesNotContain("dora");
    Visitor busy = at(link("dora"));
    for (int i = 0; i < 4; i++) {
      server.clock.move(Duration.ofMinutes(29));
      assertThat(busy.get("/me").statusCode()).isEqualTo(200);
    }
    server.clock.move(Duration.ofMinutes(29));
    assertThat(busy.get("/me").statusCode()).isEqualTo(401);
    Visitor leaving = at(link("dora"));
    assertThat(Visitor.location(leaving.submit("/me", "/me/close"))).isEqualTo("/me/closed");
    assertThat(leaving.get("/me").statusCode()).isEqualTo(401);
  }

  @Test
  void what_a_link_may_be_is_bounded_and_only_a_privacy_key_makes_one() {
    someone("eve");
    for (String wrong :
        List.of(
            "{'validFor':'P8D'}",
            "{'validFor':'PT1S'}",
            "{'validFor':'soon'}",
            "{'language':'de'}")) {
      HttpResponse<String> refused =
          server.api("POST", "/api/customers/userId:eve/page-links", wrong.replace('\'', '"'));
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
    }
    for (String scope : List.of("customers:read", "customers:write", "loyalty:token", "privacy")) {
      String made =
          server
              .api(
                  "POST",
                  "/api/keys",
                  "{\"name\":\"links %s\",\"kind\":\"api\",\"scopes\":[\"%s\"]}"
                      .formatted(scope, scope))
              .body();
      HttpResponse<String> answer =
          server.send(
              server
                  .request("/api/customers/userId:eve/page-links")
                  .header("Authorization", "Bearer " + field(made, "secret"))
                  .POST(HttpRequest.BodyPublishers.noBody()));
      assertThat(answer.statusCode()).as(scope).isEqualTo(scope.equals("privacy") ? 201 : 403);
    }
  }

  @Test
  void a_link_names_the_public_address_where_there_is_one() {
    String id = someone("gil");
    URI outside = URI.create("https://habitue.example");
    var links = new PageLinks(server.store.settings(), server.clock, outside);
    CustomerId customer = CustomerId.parse(id).orElseThrow();
    URI inside = URI.create("http://127.0.0.1:1/");
    String url = links.mint(customer, null, PageLinks.USUAL, inside).url().toString();
    assertThat(url).startsWith("https://habitue.example/me/open?t=");
    assertThat(links.encrypted()).isTrue();
    assertThat(at(url.substring(outside.toString().length())).get("/me").body())
        .contains("The gil");
    for (String wrong : List.of("habitue.example", "https://h.example/a", "ftp://h.example")) {
      assertThatThrownBy(() -> new Address("127.0.0.1", 0, URI.create(wrong)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void one_persons_link_never_opens_anothers_page_and_goes_along_when_they_are_joined() {
    someone("fay");
    post("/v1/page", "{'anonymousId':'fay-phone','name':'Home'}");
    someone("gus");
    String visitor =
        field(server.api("GET", "/api/customers/anonymousId:fay-phone", "").body(), "id");
    String before = link(visitor, "{}");
    Visitor open = at(link(visitor, "{}"));
    assertThat(open.get("/me").body()).doesNotContain("The fay");
    server.api(
        "POST",
        "/api/customers/userId:fay/join",
        "{\"with\":\"%s\",\"reason\":\"asked\"}".formatted(visitor));
    server.settle();
    for (Visitor each : List.of(open, at(before))) {
      assertThat(each.get("/me").body()).contains("The fay").doesNotContain("The gus");
    }
    String joined = link("fay");
    server.api(
        "POST",
        "/api/customers/userId:fay/split",
        "{\"identifier\":{\"type\":\"anonymousId\",\"value\":\"fay-phone\"}}");
    server.settle();
    // Nobody can say any more for which of the two they were.
    HttpResponse<String> parted = new Visitor(server).get(joined);
    assertThat(parted.statusCode()).isEqualTo(410);
    assertThat(parted.body()).contains("This link is no longer good").doesNotContain("fay");
    assertThat(at(link("fay")).get("/me").body()).contains("The fay");
  }

  @Test
  void forms_need_their_word_and_the_doors_are_apart() {
    someone("hal");
    Visitor visitor = at(link("hal"));
    for (MeRoute route : MeRoute.ALL) {
      if (route.method().name().equals("POST")) {
        HttpResponse<String> forged = visitor.send(route.pattern(), "guessed");
        assertThat(forged.statusCode()).as(route.pattern()).isEqualTo(403);
      }
    }
    assertThat(visitor.get("/me").body()).contains("The hal");
    assertThat(visitor.get("/me/nothing").statusCode()).isEqualTo(404);
    for (String console : List.of("/", "/customers", "/customers/" + id("hal"), "/account")) {
      assertThat(Visitor.location(visitor.get(console))).isEqualTo("/sign-in");
    }
    assertThat(visitor.get("/api/status").statusCode()).isEqualTo(401);
    Users users = server.context().getBean(Users.class);
    for (Role role : Role.values()) {
      String name = "colleague-" + role.wireName();
      users.create(name, "", role);
      users.password(name, "words that nobody knows");
      var colleague = new Visitor(server);
      colleague.signIn(name, "words that nobody knows");
      assertThat(colleague.inside()).isTrue();
      for (MeRoute route : MeRoute.ALL) {
        if (!route.open() && route.method().name().equals("GET")) {
          assertThat(colleague.get(route.pattern()).statusCode()).isEqualTo(401);
        }
      }
    }
  }

  @Test
  void a_correction_shows_where_it_came_from_and_joins_nobody() {
    String id = someone("ida");
    someone("jon");
    Visitor visitor = at(link("ida"));
    assertThat(visitor.get("/me/details").body())
        .contains("value=\"The ida\"", "name=\"address.city\"")
        .doesNotContain("gold");
    HttpResponse<String> wrong =
        visitor.submit("/me/details", "/me/details", "name", "Ida B.", "email", "no address");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("value=\"Ida B.\"", "aria-invalid=\"true\"");
    assertThat(visitor.get("/me").body()).contains("The ida");
    HttpResponse<String> done =
        visitor.submit(
            "/me/details",
            "/me/details",
            "name",
            "Ida <B>",
            "email",
            "jon@example.org",
            "address.city",
            "Leeds",
            "tier",
            "platinum",
            "phone",
            "");
    assertThat(Visitor.location(done)).isEqualTo("/me");
    assertThat(visitor.get("/me").body())
        .contains("It is corrected.", "Ida &lt;B&gt;", "Told by <bdi>my-page</bdi>")
        .contains("1 High Street, Leeds", "gold")
        .doesNotContain("platinum");
    server.settle();
    assertThat(id("ida")).isEqualTo(id).isNotEqualTo(id("jon"));
    String known = server.api("GET", "/api/customers/userId:ida", "").body();
    assertThat(known).contains("jon@example.org", "\"emailVerified\":false");
    assertThat(audited(id)).contains("my-page details-corrected page");
    String owner =
        server
            .api(
                "POST",
                "/api/customers/lookup",
                "{\"type\":\"email\",\"value\":\"jon@example.org\"}")
            .body();
    assertThat(field(owner, "id")).isEqualTo(id("jon"));
    HttpResponse<String> removed =
        visitor.submit("/me/details", "/me/details", "email", "", "name", "Ida <B>");
    assertThat(Visitor.location(removed)).isEqualTo("/me");
    assertThat(visitor.get("/me/details").body()).doesNotContain("jon@example.org");
  }

  @Test
  void whom_a_question_is_about_answers_it() {
    String id = someone("lia");
    Visitor visitor = at(link("lia"));
    assertThat(visitor.get("/me").body())
        .contains("What we would like to know", "How would you like to hear from us?", "By post");
    Visitor.location(visitor.submit("/me", "/me/answers", "question", "channel", "answer", "fax"));
    assertThat(visitor.get("/me").body())
        .contains("This could not be taken", "How would you like to hear from us?");
    visitor.submit("/me", "/me/answers", "question", "channel", "answer", "post");
    assertThat(visitor.get("/me").body())
        .contains("Thank you: it is on record.")
        .doesNotContain("How would you like to hear from us?");
    assertThat(server.api("GET", "/api/customers/userId:lia", "").body())
        .contains("\"preferred_channel\":\"post\"", "\"said\":[\"preferred_channel\"]");
    assertThat(audited(id)).contains("my-page answered page");
    visitor.submit("/me", "/me/answers", "question", "for-whom", "about", "x", "answer", "self");
    assertThat(visitor.get("/me").body()).contains("This could not be taken");
  }

  @Test
  void switches_are_the_same_consents_as_everyone_elses() {
    String id = someone("kim");
    Visitor visitor = at(link("kim"));
    assertThat(visitor.get("/me").body())
        .contains("value=\"channel.email\" checked", "may hear of similar products")
        .contains("value=\"channel.sms\" aria-describedby");
    visitor.submit("/me", "/me/choices", "on", "channel.sms", "on", "purpose.personalise");
    String consents = server.api("GET", "/api/customers/userId:kim/consents", "").body();
    assertThat(consents)
        .contains("\"channel\":\"email\",\"state\":\"refused\"")
        .contains("\"channel\":\"sms\",\"state\":\"given\",\"basis\":\"consent\"")
        .contains("\"source\":\"my-page\",\"wording\":\"sms-1\",\"proof\":\"link of ")
        .contains("\"purpose\":\"measure\",\"state\":\"refused\"")
        .doesNotContain("\"channel\":\"post\",\"state\":\"given\"");
    assertThat(visitor.get("/me").body()).contains("Your choices are saved.");
    assertThat(Visitor.location(visitor.submit("/me", "/me/objection"))).isEqualTo("/me#choices");
    assertThat(server.api("GET", "/api/customers/userId:kim/consents", "").body())
        .contains("\"channel\":\"sms\",\"state\":\"withdrawn\"")
        .contains("\"purpose\":\"advertise\",\"state\":\"refused\"");
    assertThat(audited(id)).contains("my-page consent-changed page", "my-page objection page");
  }

  @Test
  void all_that_is_held_can_be_taken_along_in_both_forms() {
    String id = someone("lou");
    Visitor visitor = at(link("userId:lou", "{'language':'fr'}"));
    HttpResponse<String> file = visitor.get("/me/export");
    assertThat(file.body()).contains("\"identifiers\":[{", "\"name\":\"Order Completed\"");
    assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains(id + ".json");
    assertThat(visitor.get("/me/export?form=page").body())
        .contains("<html lang=\"fr\">", "Vos commandes");
    assertThat(audited(id)).contains("my-page export page");
    assertThat(visitor.get("/me/past?show=facts").body()).contains("car cela disait qui vous êtes");
    visitor.submit("/me", "/me/language", "to", "en");
    assertThat(visitor.get("/me").body()).contains("<html lang=\"en\">");
  }

  @Test
  void who_leaves_is_erased_and_every_link_says_so() {
    String id = someone("mia");
    someone("ned");
    String waiting = link("mia");
    Visitor other = at(link("mia"));
    Visitor visitor = at(link("mia"));
    assertThat(visitor.get("/me/leave").body()).contains("What goes", "What stays", "Type ERASE");
    HttpResponse<String> mistyped = visitor.submit("/me/leave", "/me/leave", "typed", "yes");
    assertThat(mistyped.statusCode()).isEqualTo(422);
    assertThat(id("mia")).isEqualTo(id);
    HttpResponse<String> left = visitor.submit("/me/leave", "/me/leave", "typed", " erase ");
    assertThat(Visitor.location(left)).isEqualTo("/me/gone");
    assertThat(visitor.get("/me/gone").body()).contains("Nothing is held of you any more");
    assertThat(visitor.get("/me").statusCode()).isEqualTo(401);
    assertThat(other.get("/me").statusCode()).isEqualTo(410);
    assertThat(other.get("/me").statusCode()).isEqualTo(401);
    HttpResponse<String> gone = new Visitor(server).get(waiting);
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).contains("Nothing is held of you here").doesNotContain("mia");
    assertThat(server.api("GET", "/api/customers/" + id, "").body()).contains("\"erased\"");
    assertThat(server.api("GET", "/api/customers/userId:ned", "").statusCode()).isEqualTo(200);
    assertThat(audited(id)).contains("my-page erase page");
  }
}
