package habitue.server;

import static habitue.server.RunningServer.BROWSER_KEY;
import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.server.people.Role;
import habitue.server.people.Users;
import habitue.server.security.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The attacks the doors must hold against, one test each, on a whole server and store. How each
 * rule is kept in its details is in the tests beside it.
 */
class AttacksTest {
  private static final String E_MAIL = "victim@post.example";
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.guarded(folder);
    said(
        SERVER_KEY,
        "/v1/identify",
        "{'userId':'victim','anonymousId':'victims-phone',"
            + "'traits':{'email':'"
            + E_MAIL
            + "','name':'Vic Tim'}}");
    server.settle();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static void said(String key, String path, String event) {
    HttpResponse<String> answer = server.post(key, path, json(event));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private static String customer(String user) {
    server.settle();
    return server.api("GET", "/api/customers/userId:" + user, "").body();
  }

  private static CustomerId id(IdentifierType type, String value) {
    server.settle();
    return server.store.reader().resolve(new Identifier(type, value, "")).orElseThrow();
  }

  private static String key(String asked, String wanted) {
    HttpResponse<String> made = server.api("POST", "/api/keys", json(asked));
    Matcher found = Pattern.compile("\"" + wanted + "\":\"([^\"]+)\"").matcher(made.body());
    assertThat(found.find()).as(made.body()).isTrue();
    return found.group(1);
  }

  private static HttpResponse<String> bearing(String key, String path) {
    return server.send(server.request(path).header("Authorization", "Bearer " + key));
  }

  @Test
  void an_order_forged_by_a_browsers_key_counts_for_nobody() {
    for (String name : List.of("Order Completed", "order_completed", " ORDER  Completed ")) {
      String forged =
          json(
              ("{'userId':'victim','event':'%s',"
                      + "'properties':{'order_id':'forged','revenue':9999,'currency':'GBP'}}")
                  .formatted(name));
      refused(server.post(BROWSER_KEY, "/v1/track", forged), 400, "signature_needed");
    }
    assertThat(customer("victim")).doesNotContain("9999");
  }

  @Test
  void a_victims_e_mail_is_not_changed_by_an_identify() {
    for (String who : List.of("userId:victim", "anonymousId:victims-phone")) {
      String[] named = who.split(":");
      String forged =
          json("{'%s':'%s','traits':{'email':'thief@evil.example'}}".formatted(named[0], named[1]));
      refused(server.post(BROWSER_KEY, "/v1/identify", forged), 400, "changes_known_contact");
    }
    assertThat(customer("victim")).contains(E_MAIL).doesNotContain("evil.example");
  }

  @Test
  void a_forged_confirmation_is_nobodys_consent() {
    for (String name : List.of("Consent Given", "consent_confirmed", "ConsentConfirmed")) {
      String forged =
          "{'userId':'victim','event':'%s','properties':{'channel':'email'}}".formatted(name);
      HttpResponse<String> answer = server.post(BROWSER_KEY, "/v1/track", json(forged));
      refused(answer, 400, "signature_needed");
    }
    String elsewhere =
        "{'anonymousId':'thiefs','context':{'externalIds':[{'id':'victims-phone',"
            + "'type':'anonymousId'}]},'event':'Consent Confirmed','properties':{'channel':'sms'}}";
    refused(server.post(BROWSER_KEY, "/v1/track", json(elsewhere)), 400, "signature_needed");
    assertThat(customer("victim")).doesNotContain("confirmed", "\"channel\"");
  }

  @Test
  void a_known_persons_refusal_is_not_taken_back_by_a_banner() {
    said(SERVER_KEY, "/v1/identify", "{'userId':'refuser','traits':{'name':'Re Fuser'}}");
    said(
        SERVER_KEY,
        "/v1/track",
        "{'userId':'refuser','event':'Consent Withdrawn','properties':{'purpose':'personalise'}}");
    server.settle();
    String banner =
        "{'userId':'refuser','event':'%s','properties':{'product_id':'forged'},"
            + "'context':{'consent':{'categoryPreferences':{'Functional':true}}}}";
    said(BROWSER_KEY, "/v1/track", banner.formatted("Product Viewed"));
    String answered = json(banner.formatted("Segment Consent Preference Updated"));
    refused(server.post(BROWSER_KEY, "/v1/track", answered), 400, "signature_needed");
    assertThat(customer("refuser"))
        .containsPattern("\"purpose\":\"personalise\"[^}]*\"state\":\"refused\"")
        .doesNotContain("\"given\"");
    CustomerId id = id(IdentifierType.USER_ID, "refuser");
    assertThat(server.store.reader().person(id).orElseThrow().state().interests().products())
        .isEmpty();
  }

  @Test
  void an_anonymous_visitor_does_not_get_a_persons_data_by_claiming_their_e_mail() {
    said(
        BROWSER_KEY,
        "/v1/identify",
        "{'anonymousId':'thief','traits':{'email':'"
            + E_MAIL
            + "'},"
            + "'context':{'consent':{'categoryPreferences':{'Analytics':true}}}}");
    CustomerId thief = id(IdentifierType.ANONYMOUS_ID, "thief");
    assertThat(thief).isNotEqualTo(id(IdentifierType.USER_ID, "victim"));
    assertThat(server.api("GET", "/api/customers/anonymousId:thief", "").body())
        .doesNotContain("Vic Tim", "\"userId\"");
  }

  @Test
  void an_answer_to_a_browser_is_the_same_whoever_is_known() {
    String page = "{'anonymousId':'scout','userId':'%s','name':'Home'}";
    HttpResponse<String> known =
        server.post(BROWSER_KEY, "/v1/page", json(page.formatted("victim")));
    HttpResponse<String> nobody =
        server.post(BROWSER_KEY, "/v1/page", json(page.formatted("nobody-known")));
    assertThat(known.body()).isEqualTo(nobody.body());
    assertThat(known.statusCode()).isEqualTo(nobody.statusCode());
  }

  @Test
  void ids_cannot_be_tried_out_without_a_key_that_reads_people() {
    String reads = key("{'name':'facts','kind':'api','scopes':['facts:read']}", "secret");
    for (String id : List.of("c1", "c2", "czzzzzz", "userId:victim", "userId:nobody")) {
      refused(server.send(server.request("/api/customers/" + id)), 401, "no_key");
      refused(bearing(reads, "/api/customers/" + id), 403, "forbidden");
      assertThat(server.send(server.request("/customers/" + id)).headers().firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in"));
    }
    HttpResponse<String> mail = server.api("GET", "/api/customers/email:" + E_MAIL, "");
    refused(mail, 400, "personal_reference");
  }

  @Test
  void a_webhook_replayed_later_or_with_another_body_is_refused_and_twice_counts_once() {
    String made =
        server
            .api("POST", "/api/sources", json("{'name':'erp','kind':'hook','store':'uk'}"))
            .body();
    Matcher found =
        Pattern.compile("\"signingSecret\":\"([^\"]+)\",\"webhook\":\"([^\"]+)\"").matcher(made);
    assertThat(found.find()).as(made).isTrue();
    String body =
        json("{'batch':[{'type':'track','messageId':'hook-1','userId':'buyer','event':'Seen'}]}");
    long now = server.clock.instant().getEpochSecond();
    String secret = found.group(1);
    String path = found.group(2);
    assertThat(hook(path, secret, now, body, body).statusCode()).isEqualTo(200);
    assertThat(hook(path, secret, now, body, body).statusCode()).isEqualTo(200);
    String other = body.replace("buyer", "thief");
    refused(hook(path, secret, now, body, other), 401, "wrong_signature");
    refused(hook(path, secret, now - 3_600, body, body), 401, "stale_signature");
    server.settle();
    String timeline = server.api("GET", "/api/customers/userId:buyer/timeline", "").body();
    assertThat(timeline.split("\"kind\":\"event\"", -1)).hasSize(2);
  }

  private static HttpResponse<String> hook(
      String path, String secret, long time, String signed, String body) {
    String signature = "t=" + time + ",v1=" + Hashes.hmac(secret, time + "." + signed);
    return server.send(
        server
            .request(path)
            .header("X-Habitue-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void bodies_without_end_are_refused_at_every_door() {
    String large = "{\"q\":\"" + "x".repeat(3 << 20) + "\"}";
    refused(server.post(SERVER_KEY, "/v1/track", large), 413, "body_too_large");
    refused(server.api("POST", "/api/customers/search", large), 413, "body_too_large");
    refused(server.api("POST", "/api/suppressions", large), 413, "body_too_large");
  }

  @Test
  void slow_bodies_are_not_waited_for() throws IOException {
    String half = "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"q\"";
    String basic = RunningServer.basic(SERVER_KEY);
    String bearer = "Bearer " + RunningServer.ADMIN_TOKEN;
    String start = " HTTP/1.1\r\nHost: a\r\nAuthorization: ";
    try (Socket collect = said("POST /v1/track" + start + basic + "\r\n" + half);
        Socket api = said("POST /api/customers/search" + start + bearer + "\r\n" + half)) {
      assertThat(all(collect)).startsWith("HTTP/1.1 408").contains("slow_body");
      assertThat(all(api)).startsWith("HTTP/1.1 408").contains("slow_body");
    }
  }

  /** A byte now and then keeps a connection from ever being silent. */
  @Test
  void bodies_by_drops_are_not_waited_for_either() throws IOException, InterruptedException {
    String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n";
    String json = "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
    String bearer = "Authorization: Bearer " + RunningServer.ADMIN_TOKEN + "\r\n";
    String host = " HTTP/1.1\r\nHost: a\r\n";
    List<String> starts =
        List.of(
            "POST /sign-in" + host + form,
            "POST /me/open" + host + form,
            "POST /api/customers/search" + host + bearer + json);
    var dripping = new ArrayList<Socket>();
    for (String start : starts) {
      dripping.add(said(start));
    }
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    var open = new ArrayList<>(dripping);
    while (!open.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(1_000);
      open.removeIf(socket -> !stillOpen(socket));
    }
    assertThat(open).isEmpty();
    for (Socket socket : dripping) {
      socket.close();
    }
  }

  /** Sends one byte more; false once the server has answered or hung up. */
  private static boolean stillOpen(Socket socket) {
    try {
      if (socket.getInputStream().available() > 0) {
        return false;
      }
      socket.getOutputStream().write('x');
      return true;
    } catch (IOException hungUp) {
      return false;
    }
  }

  private static Socket said(String bytes) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static String all(Socket socket) throws IOException {
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void a_path_leads_nowhere_else_and_its_key_to_no_log() throws IOException {
    for (String path :
        List.of(
            "//v1/track",
            "/v1//hooks/1",
            "/%76%31/track",
            "/v1/../api/keys",
            "/api/customers/..%2f..%2fkeys",
            "/api/customers/a%00b",
            "/api/keys;x=1",
            "/api/facts?after=%zz",
            "/assets/..%5c..%5capplication.properties")) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      try (Socket socket = said(request)) {
        assertThat(all(socket))
            .as(path)
            .matches("(?s)HTTP/1.1 4[0-9][0-9] .*")
            .contains("application/problem+json")
            .doesNotContainIgnoringCase("tomcat", "exception", "<html");
      }
    }
  }

  @Test
  void a_header_is_not_split_by_what_was_sent() throws IOException {
    for (String path :
        List.of(
            "/api/customers/x%0d%0aSet-Cookie:%20a=b/export",
            "/sign-in?error=%0d%0aSet-Cookie:%20a=b",
            "/v1/projects/x%0d%0aSet-Cookie:%20a=b/settings")) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
              + RunningServer.ADMIN_TOKEN
              + "\r\nConnection: close\r\n\r\n";
      try (Socket socket = said(request)) {
        assertThat(all(socket)).as(path).doesNotContain("\r\nSet-Cookie: a=b");
      }
    }
  }

  @Test
  void a_template_in_a_name_stays_text() {
    String name = "${7*7}<script>alert(1)</script>{{7*7}}";
    said(SERVER_KEY, "/v1/identify", "{'userId':'templated','traits':{'name':'" + name + "'}}");
    CustomerId id = id(IdentifierType.USER_ID, "templated");
    String page = new Visitor(server).admin().get("/customers/" + id).body();
    assertThat(page).contains("${7*7}&lt;script", "{{7*7}}").doesNotContain("<script>alert");
    String export = server.api("GET", "/api/customers/" + id + "/export?form=page", "").body();
    assertThat(export).contains("${7*7}&lt;script").doesNotContain("<script>alert");
  }

  @Test
  void a_formula_in_a_csv_file_is_an_address_that_is_refused() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/api/suppressions?channel=email&reason=unsubscribed")
                .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
                .header("Content-Type", "text/csv")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "address\n\"=HYPERLINK(\"\"http://evil.example\"\")\"\n")));
    assertThat(answer.body())
        .contains("\"added\":0", "\"index\":0")
        .doesNotContain("HYPERLINK", "evil.example");
  }

  @Test
  void a_webhook_does_not_reach_into_the_house() {
    for (String url :
        List.of(
            "https://127.0.0.1/",
            "https://localhost/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::ffff:10.0.0.1]/",
            "https://2130706433/",
            "http://93.184.216.34/",
            "file:///etc/passwd")) {
      HttpResponse<String> answer =
          server.api("POST", "/api/webhooks", json("{'url':'" + url + "'}"));
      refused(answer, 400, "target_not_allowed");
    }
  }

  @Test
  void a_session_planted_before_signing_in_is_nobodys_after() {
    var victim = new Visitor(server);
    victim.get("/sign-in");
    String planted = victim.session();
    victim.signIn("admin", RunningServer.PASSWORD);
    assertThat(victim.inside()).isTrue();
    assertThat(victim.session()).isNotEqualTo(planted);
    HttpResponse<String> thief =
        server.send(server.request("/account").header("Cookie", "habitue=" + planted));
    assertThat(Visitor.location(thief)).endsWith("/sign-in");
  }

  /** A form's token lies in its body, which would be written to the disk to find it. */
  @Test
  void a_file_of_whoever_comes_is_not_read() {
    for (String path : List.of("/sign-in", "/reward/balances", "/language")) {
      HttpResponse<String> answer =
          server.send(
              server
                  .request(path)
                  .header("Content-Type", "multipart/form-data; boundary=part")
                  .POST(HttpRequest.BodyPublishers.ofString("--part--")));
      assertThat(answer.statusCode()).as(path).isEqualTo(415);
    }
  }

  @Test
  void a_form_of_another_site_changes_nothing() {
    var victim = new Visitor(server).admin();
    HttpResponse<String> forged =
        server.send(
            server
                .request("/account/password")
                .header("Cookie", "habitue=" + victim.session())
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("password=forged-by-another-site")));
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(new Visitor(server).admin().inside()).isTrue();
  }

  @Test
  void the_key_of_one_store_neither_writes_nor_reads_anothers() {
    String write =
        key("{'name':'till','kind':'server','stores':['fr'],'channel':'till'}", "secret");
    String event =
        json("{'userId':'v','event':'Seen','properties':{'store':'uk'},'context':{'store':'uk'}}");
    refused(server.post(write, "/v1/track", event), 403, "store_not_allowed");
    String read =
        key("{'name':'bi','kind':'api','scopes':['facts:read'],'stores':['fr']}", "secret");
    refused(bearing(read, "/api/customers/userId:victim"), 403, "store_not_allowed");
    assertThat(bearing(read, "/api/facts").body()).doesNotContain("\"store\":\"uk\"");
    refused(bearing(write, "/api/status"), 401, "wrong_key");
    refused(server.post(read, "/v1/track", event), 401, "wrong_key");
  }

  @Test
  void a_masked_contact_is_not_found_out_piece_by_piece() {
    String mail = "zora.quill@post.example";
    said(
        SERVER_KEY,
        "/v1/identify",
        "{'userId':'u-7','traits':{'email':'" + mail + "','name':'Zora Quill'}}");
    String link = "/customers/" + id(IdentifierType.USER_ID, "u-7");
    Users users = server.context().getBean(Users.class);
    users.create("curious", "", Role.MARKETER);
    users.password("curious", "words that nobody knows");
    var curious = new Visitor(server);
    curious.signIn("curious", "words that nobody knows");
    for (int end = "zora.".length(); end < mail.length(); end++) {
      String part = mail.substring(0, end);
      String name = "Zora " + mail.substring(end - 1);
      assertThat(searched(curious, part)).as(part).doesNotContain(link);
      assertThat(searched(curious, name)).as(name).doesNotContain(link);
    }
    assertThat(searched(curious, mail)).contains(link);
  }

  private static String searched(Visitor visitor, String text) {
    return visitor.get(Visitor.location(visitor.post("/customers/search", "q", text))).body();
  }

  @Test
  void who_sends_faster_than_agreed_is_told_to_wait() {
    String slow = key("{'name':'slow','kind':'api','scopes':['facts:read'],'rate':1}", "secret");
    HttpResponse<String> answer = bearing(slow, "/api/status");
    for (int i = 0; i < 30 && answer.statusCode() == 200; i++) {
      answer = bearing(slow, "/api/status");
    }
    refused(answer, 429, "rate_limited");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }
}
