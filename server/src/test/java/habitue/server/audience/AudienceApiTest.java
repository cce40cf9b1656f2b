package habitue.server.audience;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import habitue.server.wire.Csv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who goes into the files of a segment, over HTTP. */
class AudienceApiTest {
  private static final String SECRET = "words that nobody knows";

  private RunningServer server;
  private int messages;

  @SuppressWarnings("NullAway.Init")
  AudienceApiTest() {}

  @BeforeEach
  void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void send(String type, String user, String rest) {
    String json =
        "{'messageId':'m%d','userId':'%s',%s}".formatted(messages++, user, rest).replace('\'', '"');
    assertThat(server.post(SERVER_KEY, "/v1/" + type, json).statusCode()).as(json).isEqualTo(200);
  }

  /** A regular: two orders. */
  private void regular(String user, String traits) {
    send("identify", user, "'traits':{" + traits + "}");
    for (int order = 1; order <= 2; order++) {
      send(
          "track",
          user,
          "'event':'Order Completed','properties':{'order_id':'%s-%d','total':10}"
              .formatted(user, order));
    }
  }

  private void agrees(String user) {
    send("track", user, "'event':'Consent Given','properties':{'purpose':'advertise'}");
  }

  private HttpResponse<String> export(String format) {
    return server.api("GET", "/api/segments/regulars/export?format=" + format, "");
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  private void act(String user, String what, String json) {
    HttpResponse<String> done =
        server.api("POST", "/api/customers/userId:" + user + what, json.replace('\'', '"'));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
  }

  @Test
  void only_who_agreed_to_advertising_is_named_and_the_others_are_counted() {
    for (String user :
        List.of("yes", "silent", "withdrew", "objected", "again", "frozen", "hidden", "lost")) {
      regular(user, "'email':'%s@example.org'".formatted(user));
      if (!user.equals("silent")) {
        agrees(user);
      }
    }
    regular("child", "'email':'child@example.org','birthday':'2020-01-01'");
    regular("nowhere", "'phone':'0612345678'");
    agrees("nowhere");
    send("identify", "visitor", "'traits':{'email':'visitor@example.org'}");
    agrees("visitor");
    server.settle();
    act("withdrew", "/consents", "{'purpose':'advertise','state':'withdrawn'}");
    act("objected", "/objections", "{'to':'marketing'}");
    act("again", "/objections", "{'to':'marketing'}");
    act("again", "/consents", "{'purpose':'advertise','state':'given'}");
    act("frozen", "/restriction", "{'restricted':true}");
    server.api(
        "POST",
        "/api/suppressions",
        "{\"channel\":\"email\",\"address\":\"HIDDEN@example.org\",\"reason\":\"bounced\"}");
    HttpResponse<String> answer = export("meta");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Csv.rows(answer.body()))
        .containsExactlyInAnyOrder(
            Format.META.header(),
            List.of(Hashing.of("yes@example.org"), "", "", "", "", "", ""),
            List.of(Hashing.of("lost@example.org"), "", "", "", "", "", ""));
    assertThat(header(answer, "X-Habitue-Members")).isEqualTo("10");
    assertThat(header(answer, "X-Habitue-Exported")).isEqualTo("2");
    assertThat(header(answer, "X-Habitue-Left-Out"))
        .isEqualTo(
            "child=1, never-asked=1, no-address=1, objected=2, restricted=1, suppressed=1,"
                + " withdrawn=1");
    assertThat(server.api("GET", "/api/audit", "").body())
        .contains("\"audience-exported\"")
        .contains("\"format\":\"meta\",\"members\":10,\"exported\":2");
  }

  @Test
  void the_readable_file_is_of_all_but_the_frozen_and_defuses_its_cells() {
    regular("ada", "'email':'ada@example.org','name':'=HYPERLINK(0)','phone':'+33612345678'");
    regular("frozen", "'email':'frozen@example.org'");
    server.settle();
    act("frozen", "/restriction", "{'restricted':true}");
    HttpResponse<String> answer = export("csv");
    List<List<String>> rows = Csv.rows(answer.body());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).subList(1, 5))
        .containsExactly("ada", "'=HYPERLINK(0)", "ada@example.org", "+33612345678");
    assertThat(rows.get(1)).contains("no: never-asked", "yes");
    assertThat(header(answer, "X-Habitue-Left-Out")).isEqualTo("restricted=1");
    assertThat(header(answer, "Content-Disposition")).contains("regulars-csv.csv");
  }

  @Test
  void a_phone_is_written_as_it_is_dialled_from_anywhere() {
    regular("ada", "'phone':'+41 79-123 45 67'");
    regular("bob", "'phone':'-12+3'");
    server.settle();
    assertThat(Csv.rows(export("csv").body()))
        .extracting(row -> row.get(4))
        .containsExactlyInAnyOrder("phone", "+41791234567", "'-12+3");
  }

  @Test
  void addresses_nobody_could_be_reached_at_are_not_exported() {
    regular("words", "'email':'not an email'");
    agrees("words");
    regular("two", "'email':'a@b.co; c@d.co'");
    agrees("two");
    regular("long", "'phone':'+123456789012345678'");
    agrees("long");
    regular("ada", "'phone':'+33 (0)6 12 34 56 78','country':'United Kingdom'");
    agrees("ada");
    server.settle();
    HttpResponse<String> answer = export("meta");
    assertThat(Csv.rows(answer.body()))
        .containsExactly(
            Format.META.header(),
            List.of("", Hashing.of("33612345678"), "", "", "", "", Hashing.of("gb")));
    assertThat(header(answer, "X-Habitue-Left-Out")).isEqualTo("no-address=3");
  }

  @Test
  void a_file_is_of_one_instant_whatever_happens_while_it_is_written() throws IOException {
    for (int i = 0; i < 40; i++) {
      regular("u" + i, "'email':'u%d@example.org'".formatted(i));
      agrees("u" + i);
    }
    server.settle();
    Audiences audiences = server.context().getBean(Audiences.class);
    try (Audience audience = audiences.open("regulars", Format.TIKTOK)) {
      for (int i = 0; i < 40; i += 2) {
        act("u" + i, "/consents", "{'purpose':'advertise','state':'withdrawn'}");
        send("identify", "u" + (i + 1), "'traits':{'email':'new%d@example.org'}".formatted(i));
      }
      server.settle();
      var out = new ByteArrayOutputStream();
      audience.write(out);
      var expected = new ArrayList<List<String>>(List.of(Format.TIKTOK.header()));
      for (int i = 0; i < 40; i++) {
        expected.add(List.of(Hashing.of("u%d@example.org".formatted(i)), ""));
      }
      assertThat(Csv.rows(out.toString(StandardCharsets.UTF_8)))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    HttpResponse<String> now = export("tiktok");
    assertThat(header(now, "X-Habitue-Exported")).isEqualTo("20");
    assertThat(now.body()).contains(Hashing.of("new0@example.org"));
  }

  @Test
  void membership_is_of_the_very_instant() {
    regular("ada", "'email':'ada@example.org'");
    agrees("ada");
    server.settle();
    String rule = "segments:\n  fresh: since(customer.orders.last) < days(30)\n";
    String files =
        "{\"base\":0,\"files\":{\"segments.yaml\":\"%s\"}}".formatted(rule.replace("\n", "\\n"));
    HttpResponse<String> published = server.api("PUT", "/api/playbook", files);
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    server.settle();
    Audiences audiences = server.context().getBean(Audiences.class);
    try (Audience before = audiences.open("fresh", Format.META)) {
      assertThat(before.exported()).isEqualTo(1);
    }
    // No timer has told it yet when the clock is just past the end.
    server.clock.move(Duration.ofDays(31));
    try (Audience after = audiences.open("fresh", Format.META)) {
      assertThat(after.members()).isZero();
    }
  }

  @Test
  void what_makes_no_sense_and_who_may_not_is_refused() {
    assertThat(export("xml").statusCode()).isEqualTo(400);
    HttpResponse<String> none = server.api("GET", "/api/segments/none/export?format=meta", "");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("unknown_segment");
    String made =
        server
            .api(
                "POST",
                "/api/keys",
                "{\"name\":\"ads\",\"kind\":\"api\",\"scopes\":[\"customers:read\"]}")
            .body();
    String key = made.replaceFirst("(?s).*\"secret\":\"([^\"]+)\".*", "$1");
    assertThat(with(key, "csv").statusCode()).isEqualTo(403);
    assertThat(with(key, "google").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> with(String key, String format) {
    return server.send(
        server
            .request("/api/segments/regulars/export?format=" + format)
            .header("Authorization", "Bearer " + key));
  }

  @Test
  void a_marketer_downloads_hashes_and_not_the_readable_file() {
    Users users = server.context().getBean(Users.class);
    for (Role role : List.of(Role.MARKETER, Role.PRIVACY)) {
      users.create(role.wireName(), "", role);
      users.password(role.wireName(), SECRET);
    }
    regular("ada", "'email':'ada@example.org'");
    agrees("ada");
    regular("bob", "'email':'bob@example.org'");
    server.settle();
    String path = "/identify/segments/regulars/audience";
    var marketer = new Visitor(server);
    marketer.signIn("marketer", SECRET);
    assertThat(marketer.get("/identify/segments/regulars").body()).contains(path);
    assertThat(marketer.get(path).body())
        .contains("1 person may be in it", "of 2 in the segment", "never agreed to advertising")
        .doesNotContain(path + "/csv");
    assertThat(marketer.get(path + "/google").body()).contains(Hashing.of("ada@example.org"));
    assertThat(marketer.get(path + "/csv").statusCode()).isEqualTo(403);
    assertThat(marketer.get(path + "/pigeon").statusCode()).isEqualTo(404);
    var privacy = new Visitor(server);
    privacy.signIn("privacy", SECRET);
    assertThat(privacy.get(path).body()).contains(path + "/csv");
    assertThat(privacy.get(path + "/csv").body()).contains("bob@example.org");
  }
}
