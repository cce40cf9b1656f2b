package habitue.server.collect;

import static habitue.server.RunningServer.BROWSER_KEY;
import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Trust;
import habitue.model.Value;
import habitue.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls of Segment's API over real HTTP, as clients make them. */
class CollectTest {
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withFakeDoor(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void clear() {
    server.door.clear();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "track, t, 'event':'Product Viewed'",
        "identify, i, 'traits':{'name':'Ada'}",
        "page, p, 'name':'Home'",
        "screen, s, 'name':'Home'",
        "group, g, 'groupId':'acme'",
        "alias, a, 'previousId':'anon-1'"
      })
  void every_call_is_taken_in_long_and_short_form(String path, String shortPath, String own) {
    String json = "{'userId':'u1',%s}".formatted(own).replace('\'', '"');
    for (String at : List.of("/v1/" + path, "/v1/" + path + "/", "/v1/" + shortPath)) {
      server.door.clear();
      HttpResponse<String> answer = server.post(SERVER_KEY, at, json);
      assertThat(answer.statusCode()).as(at).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"success\":true}");
      assertThat(server.door.lastFiled().message().text("type")).contains(path);
      assertThat(server.door.lastFiled().source().trust()).isEqualTo(Trust.SERVER);
    }
  }

  @Test
  void the_key_may_come_in_the_body_of_plain_text() {
    String json =
        """
        {"writeKey":"%s","anonymousId":"a1","type":"page","name":"Home","messageId":"m1"}\
        """
            .formatted(BROWSER_KEY);
    HttpResponse<String> answer =
        server.send(
            server
                .request("/v1/p")
                .header("Content-Type", "text/plain")
                .header("Origin", RunningServer.SHOP)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains(RunningServer.SHOP);
    assertThat(server.door.lastFiled().message().value("writeKey")).isEmpty();
    assertThat(server.door.lastFiled().source().trust()).isEqualTo(Trust.BROWSER);
  }

  @Test
  void a_batch_keeps_the_good_events_and_lists_the_bad() {
    String batch =
        """
        {"batch":[
          {"type":"track","userId":"u1","event":"A"},
          {"type":"dance","userId":"u1"},
          {"type":"track","event":"B"},
          17,
          {"type":"track","userId":"u1","event":"C","timestamp":"yesterday"},
          {"type":"track","userId":"u1","event":"D"}]}\
        """;
    long refusedBefore = server.store.quarantine().count();
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/batch", batch);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"success\":true,\"rejected\":[")
        .contains("{\"index\":1,\"code\":\"unknown_type\",\"field\":\"type\"")
        .contains("{\"index\":2,\"code\":\"no_identifier\",\"field\":\"userId\"")
        .contains("{\"index\":3,\"code\":\"not_an_object\",\"field\":\"\"")
        .contains("{\"index\":4,\"code\":\"bad_time\",\"field\":\"timestamp\"");
    assertThat(server.door.filed())
        .extracting(each -> each.message().text("event").orElseThrow())
        .containsExactly("A", "D");
    assertThat(server.store.quarantine().count()).isEqualTo(refusedBefore + 4);
  }

  @Test
  void of_very_many_bad_events_each_is_counted() {
    String bad = "{\"type\":\"dance\",\"userId\":\"u1\"},".repeat(3_000);
    String batch =
        "{\"batch\":[" + bad + "{\"type\":\"track\",\"userId\":\"u1\",\"event\":\"A\"}]}";
    long refusedBefore = server.store.quarantine().count();
    long keptBefore = server.store.quarantine().kept();
    assertThat(server.post(SERVER_KEY, "/v1/batch", batch).statusCode()).isEqualTo(200);
    assertThat(server.store.quarantine().count()).isEqualTo(refusedBefore + 3_000);
    assertThat(server.store.quarantine().kept()).isEqualTo(keptBefore + 100);
  }

  @Test
  void a_batch_of_bad_events_only_is_refused() {
    HttpResponse<String> answer =
        server.post(SERVER_KEY, "/v1/batch", "{\"batch\":[{\"type\":\"track\"}]}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"batch_refused\"").contains("\"missing_field\"");
  }

  @Test
  void what_a_batch_says_for_all_is_each_events_unless_it_says_otherwise() {
    String batch =
        """
        {"sentAt":"2026-01-01T10:00:00Z","context":{"locale":"fr","timezone":"Europe/Paris"},
         "integrations":{"All":true},
         "batch":[{"type":"page","userId":"u","timestamp":"2026-01-01T09:59:00Z",
                   "context":{"locale":"en"}}]}\
        """;
    assertThat(server.post(SERVER_KEY, "/v1/batch", batch).statusCode()).isEqualTo(200);
    var filed = server.door.lastFiled();
    assertThat(filed.message().fields("context").text("locale")).contains("en");
    assertThat(filed.message().fields("context").text("timezone")).contains("Europe/Paris");
    assertThat(filed.message().fields("integrations").flag("All")).contains(true);
    assertThat(filed.sentAt()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
  }

  @Test
  void an_import_is_history_and_so_is_an_event_that_says_so() {
    server.post(SERVER_KEY, "/v1/import", "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}]}");
    assertThat(server.door.lastFiled().history()).isTrue();
    server.post(SERVER_KEY, "/v1/page", "{\"userId\":\"v\",\"context\":{\"historical\":true}}");
    assertThat(server.door.lastFiled().history()).isTrue();
    server.post(SERVER_KEY, "/v1/page", "{\"userId\":\"w\"}");
    assertThat(server.door.lastFiled().history()).isFalse();
  }

  @Test
  void a_message_without_an_id_sent_again_is_the_same_message() {
    String first = "{\"userId\":\"u\",\"event\":\"A\",\"sentAt\":\"2026-01-01T10:00:00Z\"}";
    String again = "{\"userId\":\"u\",\"event\":\"A\",\"sentAt\":\"2026-01-01T10:00:09Z\"}";
    String other = "{\"userId\":\"u\",\"event\":\"B\",\"sentAt\":\"2026-01-01T10:00:00Z\"}";
    for (String json : List.of(first, again, other)) {
      assertThat(server.post(SERVER_KEY, "/v1/track", json).statusCode()).isEqualTo(200);
    }
    assertThat(server.door.filed()).hasSize(2);
  }

  @Test
  void a_gzipped_body_is_unpacked() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"userId\":\"é\",\"event\":\"A\"}".getBytes(StandardCharsets.UTF_8));
    }
    HttpResponse<String> answer =
        server.send(
            server
                .request("/v1/track")
                .header("Authorization", RunningServer.basic(SERVER_KEY))
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.door.lastFiled().message().text("userId")).contains("é");
  }

  @Test
  void numbers_keep_their_digits() {
    String json =
        """
        {"userId":12345678901234567,"event":"A","properties":{"a":0.10,"b":18446744073709551616}}\
        """;
    assertThat(server.post(SERVER_KEY, "/v1/track", json).statusCode()).isEqualTo(200);
    var message = server.door.lastFiled().message();
    assertThat(message.values().get("userId")).isEqualTo(Value.of(12345678901234567L));
    assertThat(message.fields("properties").text("a")).contains("0.10");
    assertThat(message.fields("properties").text("b")).contains("18446744073709551616");
  }

  @Test
  void half_an_emoji_is_replaced_not_refused() {
    String json = "{\"userId\":\"u\",\"event\":\"cut \\ud83d\"}";
    assertThat(server.post(SERVER_KEY, "/v1/track", json).statusCode()).isEqualTo(200);
    assertThat(server.door.lastFiled().message().text("event")).contains("cut \uFFFD");
  }

  @Test
  void the_browsers_loader_finds_its_settings() {
    HttpResponse<String> answer =
        server.send(server.request("/v1/projects/" + BROWSER_KEY + "/settings"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"apiKey\":\"" + BROWSER_KEY + "\"")
        .contains("\"apiHost\":\"127.0.0.1:" + server.port() + "/v1\"")
        .contains("\"protocol\":\"http\"");
    for (String key : List.of(SERVER_KEY, "nonsense")) {
      HttpResponse<String> none = server.send(server.request("/v1/projects/" + key + "/settings"));
      assertThat(none.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void the_clients_own_metrics_are_taken_and_dropped() {
    assertThat(server.post(BROWSER_KEY, "/v1/m", "{\"series\":[]}").statusCode()).isEqualTo(204);
  }
}
