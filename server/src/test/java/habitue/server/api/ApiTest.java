package habitue.server.api;

import static habitue.server.RunningServer.BROWSER_KEY;
import static habitue.server.RunningServer.SERVER_KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of machines, on a store that took events over HTTP. */
class ApiTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"(c[0-9a-z]+)\"");

  private static RunningServer server;
  private static Path data = Path.of("");

  @BeforeAll
  static void start(@TempDir Path folder) {
    data = folder;
    server = RunningServer.withStore(folder);
    track("ada", "Product Viewed", "\"product_id\":\"p1\"");
    track(
        "ada",
        "Order Completed",
        "\"order_id\":\"o1\",\"revenue\":\"120.50\",\"currency\":\"GBP\"");
    identify("ada", "\"email\":\"ada@example.org\",\"emailVerified\":true,\"name\":\"Ada L\"");
    identify("grace", "\"email\":\"shared@example.org\",\"name\":\"Grace H\"");
    identify("joan", "\"email\":\"shared@example.org\",\"name\":\"Joan C\"");
    server.post(SERVER_KEY, "/v1/page", "{\"anonymousId\":\"visitor\",\"name\":\"Home\"}");
    server.settle();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void track(String user, String event, String properties) {
    String json =
        "{\"userId\":\"%s\",\"event\":\"%s\",\"properties\":{%s}}"
            .formatted(user, event, properties);
    assertThat(server.post(SERVER_KEY, "/v1/track", json).body()).isEqualTo("{\"success\":true}");
  }

  private static void identify(String user, String traits) {
    String json = "{\"userId\":\"%s\",\"traits\":{%s}}".formatted(user, traits);
    assertThat(server.post(SERVER_KEY, "/v1/identify", json).body())
        .isEqualTo("{\"success\":true}");
  }

  private static HttpResponse<String> get(String path) {
    return server.api("GET", path, "");
  }

  private static HttpResponse<String> post(String path, String json) {
    return server.api("POST", path, json.replace('\'', '"'));
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  private static String id(String ref) {
    var found = ID.matcher(get("/api/customers/" + ref).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void status_says_how_far_it_is() {
    HttpResponse<String> status = get("/api/status");
    assertThat(status.statusCode()).isEqualTo(200);
    assertThat(status.body())
        .contains("\"accepted\":", "\"processed\":", "\"lag\":0", "\"customers\":")
        .contains("\"facts\":", "\"quarantined\":", "\"playbook\":{\"version\":0}");
  }

  @Test
  void a_customer_is_found_by_each_of_their_names() {
    String ada = id("userId:ada");
    HttpResponse<String> answer = get("/api/customers/" + ada);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("{\"type\":\"userId\",\"value\":\"ada\",\"verified\":true}")
        .contains("\"traits\":{")
        .contains("\"name\":\"Ada L\"")
        .contains("\"orders\":{\"count\":1,\"revenue\":\"120.50\",\"refunded\":\"0.00\"")
        .contains("\"currency\":\"GBP\"")
        .contains("\"firstSeen\":\"20");
    assertThat(post("/api/customers/lookup", "{'type':'email','value':' ADA@example.org'}").body())
        .isEqualTo(answer.body());
    assertThat(id("anonymousId:visitor")).isNotEqualTo(ada);
  }

  @Test
  void references_that_fit_nobody_several_or_nothing() {
    refused(get("/api/customers/userId:nobody"), 404, "unknown_customer");
    refused(get("/api/customers/czzzzzz"), 404, "unknown_customer");
    refused(get("/api/customers/zzz"), 400, "bad_reference");
    refused(get("/api/customers/shoe:42"), 400, "bad_reference");
    refused(get("/api/customers/email:ada@example.org"), 400, "personal_reference");
    refused(get("/api/customers/phone:+33612345678"), 400, "personal_reference");
    HttpResponse<String> several =
        post("/api/customers/lookup", "{'type':'email','value':'shared@example.org'}");
    refused(several, 409, "ambiguous_reference");
    assertThat(several.body()).contains("\"candidates\":[", id("userId:grace"), id("userId:joan"));
  }

  @Test
  void bodies_that_are_refused() {
    refused(post("/api/customers/lookup", "{"), 400, "bad_json");
    refused(post("/api/customers/lookup", "{'type':['email']}"), 400, "bad_json");
    refused(post("/api/customers/lookup", "{'type':'email'}"), 400, "missing_field");
    refused(post("/api/customers/lookup", "{'type':'dance','value':'1'}"), 400, "bad_reference");
    String large = "{\"type\":\"email\",\"value\":\"" + "x".repeat(70_000) + "\"}";
    refused(post("/api/customers/lookup", large), 413, "body_too_large");
    HttpRequest.Builder chunked =
        server
            .request("/api/customers/lookup")
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofString(large)));
    refused(server.send(chunked), 413, "body_too_large");
    HttpRequest.Builder text =
        server
            .request("/api/customers/lookup")
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    refused(server.send(text), 415, "unsupported_media");
  }

  @Test
  void search_finds_sorts_and_pages() {
    HttpResponse<String> found = post("/api/customers/search", "{'q':'Ada'}");
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).contains(id("userId:ada"), "\"count\":1");
    HttpResponse<String> page = post("/api/customers/search", "{'sort':'revenue','limit':1}");
    assertThat(page.body()).contains(id("userId:ada"), "\"next\":\"");
    refused(post("/api/customers/search", "{'cursor':'nonsense'}"), 400, "bad_request");
    refused(post("/api/customers/search", "{'sort':'beauty'}"), 400, "bad_request");
    refused(post("/api/customers/search", "{'limit':100000}"), 400, "bad_request");
    refused(post("/api/customers/search", "{'segment':'heroes'}"), 400, "bad_request");
  }

  @Test
  void the_timeline_is_newest_first_in_pages() {
    HttpResponse<String> all = get("/api/customers/userId:ada/timeline");
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.body())
        .contains("\"kind\":\"event\"", "\"name\":\"Order Completed\"", "\"statedAt\":\"")
        .contains("\"kind\":\"fact\"", "\"because\":{\"cause\":\"");
    HttpResponse<String> first = get("/api/customers/userId:ada/timeline?limit=1");
    assertThat(first.body()).contains("\"next\":\"1\"");
    refused(get("/api/customers/userId:ada/timeline?limit=0"), 400, "bad_request");
    refused(get("/api/customers/userId:ada/timeline?limit=many"), 400, "bad_request");
  }

  @Test
  void a_join_by_hand_and_its_undoing() {
    identify("left", "\"name\":\"Left\"");
    identify("right", "\"name\":\"Right\"");
    server.settle();
    String left = id("userId:left");
    String right = id("userId:right");
    String join = "{'with':'userId:right','reason':'the same person'}";
    HttpResponse<String> joined = keyed("/api/customers/userId:left/join", join, "k1");
    assertThat(joined.statusCode()).isEqualTo(200);
    assertThat(keyed("/api/customers/userId:left/join", join, "k1").body())
        .isEqualTo(joined.body());
    refused(
        keyed("/api/customers/userId:left/join", "{'with':'userId:ada'}", "k1"), 409, "key_reused");
    refused(post("/api/customers/userId:left/join", join), 409, "already_joined");
    server.settle();
    assertThat(id(left)).isEqualTo(id(right));

    String split = "{'identifier':{'type':'userId','value':'right'}}";
    HttpResponse<String> parted = post("/api/customers/" + left + "/split", split);
    assertThat(parted.statusCode()).isEqualTo(200);
    server.settle();
    assertThat(id("userId:left")).isNotEqualTo(id("userId:right"));
    refused(post("/api/customers/userId:left/split", split), 409, "not_separable");
    refused(post("/api/customers/userId:left/split", "{}"), 400, "missing_field");
    refused(post("/api/customers/userId:left/join", "{'with':'c0'}"), 400, "bad_reference");
  }

  private static HttpResponse<String> keyed(String path, String json, String key) {
    return server.send(
        server
            .request(path)
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  @Test
  void duplicates_are_suggested() {
    HttpResponse<String> none = get("/api/customers/userId:ada/duplicates");
    assertThat(none.statusCode()).isEqualTo(200);
    assertThat(none.body()).isEqualTo("{\"duplicates\":[]}");
  }

  @Test
  void refused_events_are_listed_without_what_they_said() {
    server.post(SERVER_KEY, "/v1/track", "{\"event\":\"A\",\"properties\":{\"who\":\"Ada\"}}");
    HttpResponse<String> refused = get("/api/quarantine?limit=1");
    assertThat(refused.body())
        .contains("\"code\":\"no_identifier\"", "\"who\":\"aaa\"", "\"next\":")
        .doesNotContain("Ada");
  }

  @Test
  void a_new_source_shows_its_keys_once() {
    HttpResponse<String> made =
        post(
            "/api/sources",
            "{'name':'shop fr','kind':'browser','store':'fr','channel':'web',"
                + "'origins':['https://fr.example']}");
    assertThat(made.statusCode()).isEqualTo(201);
    var key = Pattern.compile("\"writeKey\":\"(hbb_\\w+)\"").matcher(made.body());
    assertThat(key.find()).isTrue();
    assertThat(made.body()).contains("\"signingSecret\":\"hbsig_");
    String page = "{\"anonymousId\":\"a\"}";
    assertThat(server.post(key.group(1), "/v1/page", page).statusCode()).isEqualTo(200);
    HttpResponse<String> all = get("/api/sources");
    assertThat(all.body())
        .contains("\"shop fr\"", "\"keyHint\":\"hbb_")
        .doesNotContain(key.group(1), "hbsig_", BROWSER_KEY);
    refused(post("/api/sources", "{'name':'shop fr','kind':'server'}"), 409, "name_taken");
    refused(post("/api/sources", "{'name':'x','kind':'console'}"), 400, "bad_request");
    refused(
        post("/api/sources", "{'name':'y','kind':'browser','origins':['shop.example/path']}"),
        400,
        "bad_request");
  }

  @Test
  void a_backup_is_streamed_as_a_tar_file(@TempDir Path elsewhere) throws Exception {
    Path file = elsewhere.resolve("backup.tar");
    HttpRequest.Builder request =
        server
            .request("/api/backup")
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .POST(HttpRequest.BodyPublishers.noBody());
    assertThat(server.download(request, file)).isEqualTo(200);
    assertThat(names(file)).contains("database/CURRENT");
  }

  @Test
  void analysts_get_their_tables_while_it_runs(@TempDir Path elsewhere) throws Exception {
    Path files = elsewhere.resolve("tables.tar");
    assertThat(server.download(tables("parquet"), files)).isEqualTo(200);
    assertThat(names(files)).contains("customers.parquet", "orders.parquet", "facts.parquet");
    Path file = elsewhere.resolve("tables.duckdb");
    assertThat(server.download(tables("duckdb"), file)).isEqualTo(200);
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        var statement = connection.createStatement();
        var counted = statement.executeQuery("select count(*) from customers")) {
      assertThat(counted.next()).isTrue();
      assertThat(counted.getLong(1)).isPositive();
    }
    refused(server.api("POST", "/api/tables?form=xls", ""), 400, "bad_request");
    assertThat(data.resolve("copy-under-way")).doesNotExist();
  }

  private static HttpRequest.Builder tables(String form) {
    return server
        .request("/api/tables?form=" + form)
        .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
        .POST(HttpRequest.BodyPublishers.noBody());
  }

  @Test
  void a_copy_that_a_kill_left_behind_goes_at_the_next_start(@TempDir Path elsewhere)
      throws Exception {
    Path left = Files.createDirectories(elsewhere.resolve("copy-under-way/database"));
    Files.writeString(left.resolve("000001.sst"), "someone erased since");
    assertThat(new CopiesFolder(elsewhere).path()).isEmptyDirectory();
  }

  @Test
  void what_is_not_known_is_left_out() {
    String visitor = get("/api/customers/anonymousId:visitor").body();
    assertThat(visitor)
        .contains("\"orders\":{\"count\":0,\"revenue\":\"0.00\"", "\"currency\":\"GBP\"")
        .doesNotContain("null", "knownSince");
  }

  private static String names(Path tar) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("tar", "tf", tar.toString()).start();
    String names = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(Files.size(tar) % 512).isZero();
    return names;
  }

  @Test
  void the_api_describes_itself() {
    HttpResponse<String> document = server.send(server.request("/openapi.json"));
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.body())
        .contains("\"/api/customers/{ref}\"", "\"/api/status\"", "\"bearer\"")
        .doesNotContain("/sign-in", "/error");
  }
}
