package habitue.server.collect;

import static habitue.server.RunningServer.BROWSER_KEY;
import static habitue.server.RunningServer.OTHER_BROWSER_KEY;
import static habitue.server.RunningServer.SERVER_KEY;
import static habitue.server.RunningServer.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What events in must refuse: each with a clear error, and nothing filed. */
class RefusalsTest {
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

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(server.door.filed()).isEmpty();
  }

  private static void refusedEvent(String json, String code, String field) {
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/track", json);
    refused(answer, 400, code);
    assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
  }

  private static String order(String properties) {
    return "{\"userId\":\"u\",\"event\":\"Order Completed\",\"properties\":{" + properties + "}}";
  }

  @Test
  void wrong_keys_and_unknown_calls() {
    String page = "{\"userId\":\"u\"}";
    refused(server.post("nobody's", "/v1/page", page), 401, "wrong_key");
    refused(server.post("", "/v1/page", page), 401, "no_key");
    refused(server.post(SERVER_KEY, "/v1/dance", page), 404, "unknown_call");
    refused(server.post(SERVER_KEY, "/v1/", page), 404, "unknown_call");
    refused(server.post(SERVER_KEY, "/v1/track/more", page), 404, "unknown_call");
    refused(server.send(server.request("/v1/track")), 405, "wrong_method");
    HttpRequest.Builder broken =
        server
            .request("/v1/page")
            .header("Authorization", "Basic %%%")
            .POST(HttpRequest.BodyPublishers.ofString(page));
    refused(server.send(broken), 401, "wrong_key");
  }

  @Test
  void bodies_that_are_too_large() {
    String large = "x".repeat(33 << 10);
    refused(
        server.post(SERVER_KEY, "/v1/page", "{\"userId\":\"u\",\"name\":\"" + large + "\"}"),
        413,
        "event_too_large");
    String huge = "{\"batch\":[\"" + "x".repeat(512_000) + "\"]}";
    refused(server.post(SERVER_KEY, "/v1/batch", huge), 413, "body_too_large");
  }

  @Test
  void a_gzip_bomb() throws IOException {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 200; i++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    refused(gzipped(bomb.toByteArray()), 413, "body_too_large");
    refused(gzipped("no gzip".getBytes(StandardCharsets.UTF_8)), 400, "bad_gzip");
  }

  private static HttpResponse<String> gzipped(byte[] body) {
    return server.send(
        server
            .request("/v1/batch")
            .header("Authorization", RunningServer.basic(SERVER_KEY))
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  @Test
  void bad_json() {
    for (String json : new String[] {"", "{", "{\"userId\":}", "{} {}", "<xml/>", "{'a':1}"}) {
      refused(server.post(SERVER_KEY, "/v1/track", json), 400, "bad_json");
    }
    refused(server.post(SERVER_KEY, "/v1/track", "[]"), 400, "not_an_object");
    refused(server.post(SERVER_KEY, "/v1/batch", "[]"), 400, "bad_batch");
    refused(server.post(SERVER_KEY, "/v1/batch", "{\"batch\":{}}"), 400, "bad_batch");
    assertThat(server.store.quarantine().newest(100, Long.MAX_VALUE))
        .extracting(each -> each.code())
        .contains("bad_json", "bad_batch");
  }

  @Test
  void nesting_and_a_million_properties() {
    refused(server.post(SERVER_KEY, "/v1/track", "[".repeat(100_000)), 400, "too_deep");
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    refusedEvent(
        "{\"userId\":\"u\",\"event\":\"A\",\"properties\":" + deep + "}",
        "too_deep",
        "properties" + ".a".repeat(31));
    var names = new StringBuilder("{\"userId\":\"u\",\"event\":\"A\",\"properties\":{\"n\":1");
    for (int i = 0; i < 1_000; i++) {
      names.append(",\"n").append(i).append("\":1");
    }
    refusedEvent(names.append("}}").toString(), "too_many_names", "properties.n999");
  }

  @Test
  void one_bad_event_of_a_batch_does_not_take_the_others_along() {
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    String batch =
        """
        {"batch":[{"type":"page","userId":"u","properties":%s},
                  {"type":"page","userId":"u","name":"\\u0000"},
                  {"type":"page","userId":"u","properties":{"n":1e999999999}},
                  {"type":"page","userId":"u","properties":{"n":1e99999999999}},
                  {"type":"page","userId":"u","properties":{"n":1.5e-2147483647}},
                  {"type":"page","userId":"u"}]}\
        """
            .formatted(deep);
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/batch", batch);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"index\":0,\"code\":\"too_deep\"")
        .contains("\"index\":1,\"code\":\"nul_character\",\"field\":\"name\"")
        .contains("\"index\":2,\"code\":\"number_too_long\",\"field\":\"properties.n\"")
        .contains("\"index\":3,\"code\":\"number_too_long\",\"field\":\"properties.n\"")
        .contains("\"index\":4,\"code\":\"number_too_long\",\"field\":\"properties.n\"");
    assertThat(server.door.filed()).hasSize(1);
  }

  @Test
  void what_all_share_must_not_grow_a_batch_beyond_measure() {
    String batch =
        "{\"context\":{\"a\":\""
            + "x".repeat(30_000)
            + "\"},\"batch\":["
            + "{\"type\":\"page\",\"userId\":\"u\"},".repeat(999)
            + "{\"type\":\"page\",\"userId\":\"u\"}]}";
    refused(server.post(SERVER_KEY, "/v1/batch", batch), 400, "bad_batch");
  }

  @Test
  void nul_and_broken_utf8() {
    byte[][] bodies = {
      {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0x80, '"', '}'},
      {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'},
      {'{', '"', 'a', '"', ':', '"', (byte) 0xe2, (byte) 0x82},
      {(byte) 0xff, (byte) 0xfe, '{', '}'}
    };
    for (byte[] body : bodies) {
      refused(bytes(body), 400, "bad_encoding");
    }
    refused(bytes("{\0}".getBytes(StandardCharsets.UTF_8)), 400, "nul_character");
    refused(bytes("{}".getBytes(StandardCharsets.UTF_16BE)), 400, "nul_character");
    refusedEvent("{\"userId\":\"a\\u0000b\",\"event\":\"A\"}", "nul_character", "userId");
  }

  private static HttpResponse<String> bytes(byte[] body) {
    return server.send(
        server
            .request("/v1/track")
            .header("Authorization", RunningServer.basic(SERVER_KEY))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  @Test
  void events_without_what_they_need() {
    refusedEvent("{\"event\":\"A\"}", "no_identifier", "userId");
    refusedEvent("{\"event\":\"A\",\"userId\":\"  \"}", "no_identifier", "userId");
    refusedEvent("{\"userId\":\"u\"}", "missing_field", "event");
    refusedEvent("{\"userId\":{},\"event\":\"A\"}", "wrong_type", "userId");
    refusedEvent("{\"userId\":\"u\",\"event\":\"A\",\"properties\":7}", "wrong_type", "properties");
    refusedEvent(
        "{\"userId\":\"" + "u".repeat(600) + "\",\"event\":\"A\"}", "text_too_long", "userId");
    refused(server.post(SERVER_KEY, "/v1/alias", "{\"userId\":\"u\"}"), 400, "missing_field");
    refused(server.post(SERVER_KEY, "/v1/group", "{\"userId\":\"u\"}"), 400, "missing_field");
  }

  @Test
  void times_too_far_ahead_or_not_understood() {
    String event = "{\"userId\":\"u\",\"event\":\"A\",\"timestamp\":\"%s\"}";
    String tomorrow = Instant.now().plus(Duration.ofHours(25)).toString();
    refusedEvent(event.formatted(tomorrow), "time_too_far_ahead", "timestamp");
    refusedEvent(event.formatted("+20000-01-01T00:00:00Z"), "time_too_far_ahead", "timestamp");
    refusedEvent(event.formatted("20000-01-01T00:00:00Z"), "bad_time", "timestamp");
    refusedEvent(event.formatted("2026-01-01T10:00:00"), "bad_time", "timestamp");
    refusedEvent(event.formatted("2026-02-30T10:00:00Z"), "bad_time", "timestamp");
    refusedEvent(event.formatted("1066-10-14T09:00:00Z"), "time_too_early", "timestamp");
    refusedEvent("{\"userId\":\"u\",\"event\":\"A\",\"sentAt\":\"now\"}", "bad_time", "sentAt");
  }

  @Test
  void a_clock_that_is_years_off_is_put_right() {
    String json =
        """
        {"userId":"u","event":"A","timestamp":"2039-01-01T00:00:00+0000",
         "sentAt":"2039-01-01 00:00:05.5Z"}\
        """;
    assertThat(server.post(SERVER_KEY, "/v1/track", json).statusCode()).isEqualTo(200);
  }

  @Test
  void text_where_money_is_meant() {
    String named = "\"order_id\":\"o1\",";
    refusedEvent(order(named + "\"revenue\":\"a lot\""), "bad_amount", "properties.revenue");
    refusedEvent(order(named + "\"total\":\"12,50\""), "bad_amount", "properties.total");
    refusedEvent(order(named + "\"tax\":{}"), "bad_amount", "properties.tax");
    refusedEvent(order(named + "\"tax\":\"1e400\""), "bad_amount", "properties.tax");
    refusedEvent(order(named + "\"revenue\":1e30"), "bad_amount", "properties.revenue");
    refusedEvent(
        order(named + "\"products\":[{\"price\":1},{\"price\":\"£3\"}]"),
        "bad_amount",
        "properties.products.1.price");
    refusedEvent(order(named + "\"currency\":\"euro\""), "unknown_currency", "properties.currency");
    refusedEvent(order("\"revenue\":1"), "missing_field", "properties.order_id");
    refusedEvent(order(named + "\"products\":\"two\""), "wrong_type", "properties.products");
    String good = order(named + "\"revenue\":\"12.50\",\"currency\":\"eur\",\"tax\":null");
    assertThat(server.post(SERVER_KEY, "/v1/track", good).statusCode()).isEqualTo(200);
  }

  @Test
  void a_guests_order_is_told_apart_by_its_id() {
    String guest =
        """
        {"event":"Order Completed","properties":{"order_id":"o1","revenue":3,"currency":"GBP"}}\
        """;
    assertThat(server.post(SERVER_KEY, "/v1/track", guest).statusCode()).isEqualTo(200);
  }

  @Test
  void web_sites_that_a_key_does_not_name() {
    for (String key : new String[] {OTHER_BROWSER_KEY, SERVER_KEY}) {
      HttpResponse<String> answer =
          server.send(
              server
                  .request("/v1/page")
                  .header("Authorization", RunningServer.basic(key))
                  .header("Origin", SHOP)
                  .POST(HttpRequest.BodyPublishers.ofString("{\"anonymousId\":\"a\"}")));
      refused(answer, 403, "origin_not_allowed");
    }
    HttpResponse<String> stranger = preflight("https://evil.example");
    refused(stranger, 403, "origin_not_allowed");
    assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    HttpResponse<String> shop = preflight(SHOP);
    assertThat(shop.statusCode()).isEqualTo(204);
    assertThat(shop.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
    assertThat(shop.headers().firstValue("Access-Control-Allow-Headers"))
        .hasValueSatisfying(names -> assertThat(names).contains("Authorization"));
  }

  private static HttpResponse<String> preflight(String origin) {
    return server.send(
        server
            .request("/v1/t")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  void history_from_a_browser() {
    String batch = "{\"batch\":[{\"type\":\"page\",\"anonymousId\":\"a\"}]}";
    refused(server.post(BROWSER_KEY, "/v1/import", batch), 400, "history_not_allowed");
    String page = "{\"anonymousId\":\"a\",\"context\":{\"historical\":true}}";
    refused(server.post(BROWSER_KEY, "/v1/page", page), 400, "history_not_allowed");
  }

  @Test
  void a_full_disk_is_said_and_nothing_is_lost() {
    server.door.shut("storage_full");
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/page", "{\"userId\":\"u\"}");
    refused(answer, 503, "storage_full");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void more_than_can_wait_is_told_to_come_back() throws Exception {
    var door = new CountDownLatch(1);
    server.door.hold(door);
    String event = "{\"type\":\"page\",\"userId\":\"u\",\"name\":\"" + "x".repeat(200) + "\"},";
    String batch = "{\"batch\":[" + event.repeat(1_900) + "{\"type\":\"page\",\"userId\":\"u\"}]}";
    var busy = new CompletableFuture<HttpResponse<String>>();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        many.execute(() -> tell(busy, server.post(SERVER_KEY, "/v1/batch", batch)));
      }
      HttpResponse<String> answer = busy.get(60, TimeUnit.SECONDS);
      assertThat(answer.body()).contains("\"busy\"");
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.headers().firstValue("x-ratelimit-reset")).contains("1");
      door.countDown();
    } finally {
      server.door.hold(null);
    }
  }

  private static void tell(
      CompletableFuture<HttpResponse<String>> busy, HttpResponse<String> answer) {
    if (answer.statusCode() == 429) {
      busy.complete(answer);
    }
  }

  @Test
  void what_is_kept_of_a_refused_event_says_nothing_of_its_person() {
    String json =
        """
        {"userId":"ada@example.org","event":"Order Completed",
         "traits":{"phone":"+33612345678","ada@example.org":1},
         "properties":{"order_id":"o","revenue":"12,50 EUR"}}\
        """;
    assertThat(server.post(SERVER_KEY, "/v1/track", json).statusCode()).isEqualTo(400);
    String kept = server.store.quarantine().newest(1, Long.MAX_VALUE).getFirst().toString();
    assertThat(kept)
        .contains("99,99 aaa", "Order Completed", "properties.revenue")
        .doesNotContain("ada", "example.org", "612345678");
  }

  @Test
  void a_name_in_the_wrong_place_is_not_kept_either() {
    for (String field : new String[] {"timestamp", "sentAt", "originalTimestamp"}) {
      String json =
          """
          {"event":"Left","%s":"Ada Lovelace","context":{"type":"Ada","version":"Lovelace"},
           "properties":{"event":"Ada","currency":"Lovelace"}}\
          """
              .formatted(field);
      assertThat(server.post(SERVER_KEY, "/v1/track", json).statusCode()).isEqualTo(400);
      String kept = server.store.quarantine().newest(1, Long.MAX_VALUE).getFirst().toString();
      assertThat(kept).contains("Left", "aaa aaaaaaaa").doesNotContain("Ada", "Lovelace");
    }
  }
}
