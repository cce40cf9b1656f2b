package habitue.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerState;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.privacy.DataRequests;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks over real HTTP, all the way into a store. */
class HooksTest {
  private static final String SECRET = "the secret the shop signs with";
  private static RunningServer server;
  private static String shopify = "";
  private static String woo = "";
  private static String signed = "";
  private static String signedSecret = "";

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
    shopify = made("shopify", "kiln", ",\"secret\":\"" + SECRET + "\"");
    woo = made("woocommerce", "mugs", ",\"customerNumbers\":\"own\",\"secret\":\"" + SECRET + "\"");
    HttpResponse<String> answer = source("hook", "erp", "");
    signed = between(answer.body(), "\"webhook\":\"", "\"");
    signedSecret = between(answer.body(), "\"signingSecret\":\"", "\"");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> source(String kind, String store, String more) {
    String json =
        "{\"name\":\"%s\",\"kind\":\"%s\",\"store\":\"%s\"%s}".formatted(store, kind, store, more);
    return server.api("POST", "/api/sources", json);
  }

  private static String made(String kind, String store, String more) {
    HttpResponse<String> answer = source(kind, store, more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("writeKey");
    return between(answer.body(), "\"webhook\":\"", "\"");
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static byte[] hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String base64(String body) {
    return Base64.getEncoder().encodeToString(hmac(SECRET, body));
  }

  private static HttpResponse<String> shopify(String topic, String signature, String body) {
    return server.send(
        server
            .request(shopify)
            .header("X-Shopify-Topic", topic)
            .header("X-Shopify-Hmac-Sha256", signature)
            .header("X-Shopify-Webhook-Id", "d-" + body.hashCode())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> shopify(String topic, String body) {
    return shopify(topic, base64(body), body);
  }

  private static HttpResponse<String> woo(String topic, String body) {
    return server.send(
        server
            .request(woo)
            .header("X-WC-Webhook-Topic", topic)
            .header("X-WC-Webhook-Signature", base64(body))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> generic(String body, Instant at, String secret) {
    String time = Long.toString(at.getEpochSecond());
    String hex = HexFormat.of().formatHex(hmac(secret, time + "." + body));
    return server.send(
        server
            .request(signed)
            .header("X-Habitue-Signature", "t=" + time + ",v1=" + hex)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Optional<CustomerState> person(IdentifierType type, String value, String store) {
    server.settle();
    return server
        .store
        .reader()
        .resolve(new Identifier(type, value, store))
        .flatMap((CustomerId id) -> server.store.reader().person(id))
        .map(each -> each.state());
  }

  private static Optional<Order> order(String store, long id) {
    String number = Long.toString(id);
    return person(IdentifierType.ORDER_ID, number, store)
        .flatMap(state -> state.orders().find(new OrderKey(store, number)));
  }

  private static String net(String store, long id) {
    return order(store, id).orElseThrow().sums().net().toString();
  }

  private static String at(int minute) {
    return "2026-05-04T12:%02d:00+02:00".formatted(minute);
  }

  @Test
  void a_signed_order_is_in_the_store_with_its_buyer() {
    String body = ShopDocuments.shopifyOrder(2001, at(0), "");
    HttpResponse<String> answer = shopify("orders/create", body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(net("kiln", 2001)).isEqualTo("25.00 EUR");
    assertThat(
            person(IdentifierType.EMAIL, "marthe@buyers.example", "")
                .orElseThrow()
                .orders()
                .find(new OrderKey("kiln", "2001")))
        .isPresent();
  }

  @Test
  void a_wrong_signature_another_body_and_an_address_of_nobody_are_refused_alike() {
    String body = ShopDocuments.shopifyOrder(2002, at(0), "");
    String right = base64(body);
    for (String wrong :
        List.of("", "AAAA", right.substring(1), right.toLowerCase(java.util.Locale.ROOT))) {
      HttpResponse<String> answer = shopify("orders/create", wrong, body);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("wrong_signature");
    }
    assertThat(shopify("orders/create", right, body + " ").statusCode()).isEqualTo(401);
    HttpResponse<String> nobody =
        server.send(
            server
                .request("/v1/hooks/999")
                .header("X-Shopify-Hmac-Sha256", right)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(nobody.body()).isEqualTo(shopify("orders/create", "AAAA", body).body());
    assertThat(server.send(server.request("/v1/hooks/x%2f..")).statusCode()).isBetween(400, 499);
    assertThat(order("kiln", 2002)).isEmpty();
  }

  @Test
  void a_sources_number_of_another_kind_takes_no_webhooks_and_its_secret_is_no_write_key() {
    HttpResponse<String> other =
        server.send(server.request("/v1/hooks/1").POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(other.statusCode()).isEqualTo(401);
    assertThat(server.post(SECRET, "/v1/track", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void versions_out_of_order_leave_the_latest_by_the_shops_own_time() {
    String newest = ShopDocuments.shopifyOrder(2003, at(30), "").replace("\"25.00\"", "\"20.00\"");
    String older = ShopDocuments.shopifyOrder(2003, at(20), "").replace("\"25.00\"", "\"22.00\"");
    String first = ShopDocuments.shopifyOrder(2003, at(10), "");
    shopify("orders/updated", newest);
    shopify("orders/create", first);
    shopify("orders/updated", older);
    assertThat(net("kiln", 2003)).isEqualTo("20.00 EUR");
    assertThat(order("kiln", 2003).orElseThrow().placedAt()).isEqualTo("2026-05-04T08:00:00Z");
  }

  @Test
  void a_delivery_sent_again_even_under_another_id_counts_once() {
    String body = ShopDocuments.shopifyOrder(2004, at(0), "");
    shopify("orders/create", body);
    server.settle();
    long before = server.store.status().accepted();
    for (int i = 0; i < 3; i++) {
      assertThat(shopify("orders/create", body).statusCode()).isEqualTo(200);
    }
    server.settle();
    assertThat(server.store.status().accepted()).isEqualTo(before);
  }

  @Test
  void a_refund_counts_once_however_often_and_by_whichever_topic_it_comes() {
    shopify("refunds/create", ShopDocuments.shopifyRefund(400, 2005));
    String more = ",\"refunds\":[" + ShopDocuments.shopifyRefund(400, 2005) + "]";
    shopify("orders/updated", ShopDocuments.shopifyOrder(2005, at(20), more));
    shopify("orders/create", ShopDocuments.shopifyOrder(2005, at(0), ""));
    shopify("orders/updated", ShopDocuments.shopifyOrder(2005, at(21), more));
    assertThat(net("kiln", 2005)).isEqualTo("17.50 EUR");
  }

  @Test
  void many_deliveries_of_one_order_at_once_leave_its_latest_version() throws Exception {
    List<String> versions =
        IntStream.range(0, 40)
            .mapToObj(i ->
                ShopDocuments.shopifyOrder(2006, at(i), "")
                    .replace("\"25.00\"", "\"" + (60 - i) + ".00\""))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> sent =
          versions.stream()
              .map(body -> threads.submit(() -> shopify("orders/updated", body)))
              .toList();
      for (Future<HttpResponse<String>> each : sent) {
        assertThat(each.get().statusCode()).isEqualTo(200);
      }
    }
    assertThat(net("kiln", 2006)).isEqualTo("21.00 EUR");
    assertThat(person(IdentifierType.ORDER_ID, "2006", "kiln").orElseThrow().orders().byCurrency())
        .containsOnlyKeys("EUR");
  }

  @Test
  void a_test_order_reaches_nobodys_figures() {
    String body =
        ShopDocuments.shopifyOrder(2007, at(0), "").replace("\"test\":false", "\"test\":true");
    assertThat(shopify("orders/create", body).statusCode()).isEqualTo(200);
    assertThat(order("kiln", 2007)).isEmpty();
  }

  @Test
  void a_large_order_is_taken_and_a_boundless_one_refused_unread() {
    String line =
        "{\"product_id\":1,\"title\":\"A long name of a thing that takes room\",\"quantity\":1,\"price\":\"0.05\"},";
    String lines = "\"line_items\":[" + line.repeat(2_000);
    String large = ShopDocuments.shopifyOrder(2008, at(0), "").replace("\"line_items\":[", lines);
    assertThat(large.length()).isGreaterThan(150_000);
    assertThat(shopify("orders/create", large).body()).isEqualTo("{\"success\":true}");
    assertThat(net("kiln", 2008)).isEqualTo("25.00 EUR");
    assertThat(shopify("orders/create", "AAAA", " ".repeat(3 << 20)).statusCode()).isEqualTo(413);
  }

  @Test
  void broken_json_and_odd_documents_are_kept_in_quarantine_and_do_not_end_the_subscription() {
    assertThat(shopify("orders/create", "{\"id\":").statusCode()).isEqualTo(400);
    assertThat(shopify("orders/create", "{\"id\":5}").statusCode()).isEqualTo(200);
    assertThat(shopify("orders/create", "[1]").statusCode()).isEqualTo(200);
    String deep = "{\"a\":".repeat(500) + "1" + "}".repeat(500);
    assertThat(shopify("orders/create", deep).statusCode()).isEqualTo(400);
    String quarantine = server.api("GET", "/api/quarantine", "").body();
    assertThat(quarantine).contains("unreadable_document").contains("kiln hooks orders/create");
  }

  @Test
  void an_event_that_the_door_refuses_is_listed_and_kept() {
    String body =
        ShopDocuments.shopifyOrder(2009, at(0), "")
            .replace("\"currency\":\"EUR\",\"pres", "\"currency\":\"EURO\",\"pres");
    HttpResponse<String> answer = shopify("orders/create", body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("unknown_currency");
  }

  @Test
  void an_unknown_topic_is_taken_and_counted() {
    String body = "{\"id\":5,\"title\":\"A thing\"}";
    assertThat(shopify("products/update", body).statusCode()).isEqualTo(200);
    String metrics = server.api("GET", "/actuator/prometheus", "").body();
    assertThat(metrics)
        .contains(
            "habitue_hooks_deliveries_total{outcome=\"ignored\",shop=\"shopify\",topic=\"other\"}");
  }

  @Test
  void a_redaction_erases_the_person_and_one_of_a_stranger_nobody() {
    String order =
        ShopDocuments.shopifyOrder(2010, at(0), "")
            .replace("7001", "7002")
            .replace("marthe@", "nora@")
            .replace("+33611223344", "+33600000000");
    shopify("orders/create", order);
    assertThat(order("kiln", 2010)).isPresent();
    String stranger = ShopDocuments.redact(9).replace("marthe@", "who@").replace("1001", "1");
    assertThat(shopify("customers/redact", stranger).statusCode()).isEqualTo(200);
    assertThat(person(IdentifierType.USER_ID, "7002", "")).isPresent();
    String redact = ShopDocuments.redact(7002).replace("marthe@", "nora@").replace("1001", "2010");
    assertThat(shopify("customers/redact", redact).statusCode()).isEqualTo(200);
    assertThat(shopify("customers/redact", redact).statusCode()).isEqualTo(200);
    assertThat(person(IdentifierType.USER_ID, "7002", "")).isEmpty();
    assertThat(person(IdentifierType.EMAIL, "nora@buyers.example", "")).isEmpty();
  }

  @Test
  void a_redaction_finds_the_person_however_the_shop_writes_their_e_mail() {
    String order =
        ShopDocuments.shopifyOrder(2012, at(0), "")
            .replace("7001", "7004")
            .replace("marthe@", "ines@")
            .replace("+33611223344", "+33600000001");
    shopify("orders/create", order);
    assertThat(person(IdentifierType.EMAIL, "ines@buyers.example", "")).isPresent();
    String redact = ShopDocuments.redact(9).replace("marthe@", " Ines@").replace("1001", "1");
    String ines = person(IdentifierType.USER_ID, "7004", "").orElseThrow().id().toString();
    assertThat(shopify("customers/redact", redact).statusCode()).isEqualTo(200);
    assertThat(person(IdentifierType.EMAIL, "ines@buyers.example", "")).isEmpty();
    await(() -> audited("erase-finished").contains(ines));
  }

  @Test
  void customers_of_two_shops_under_one_number_are_two_people() {
    String first =
        ShopDocuments.shopifyOrder(2013, at(0), "")
            .replace("7001", "7801")
            .replace("marthe@", "lou@")
            .replace("+33611223344", "+33600000002");
    shopify("orders/create", first);
    String order =
        ShopDocuments.wooOrder(2013, "processing", "2026-05-04T12:00:00", "")
            .replace("\"customer_id\":0", "\"customer_id\":7801");
    assertThat(woo("order.created", order).statusCode()).isEqualTo(200);
    CustomerState one = person(IdentifierType.USER_ID, "7801", "").orElseThrow();
    CustomerState other = person(IdentifierType.USER_ID, "mugs:7801", "").orElseThrow();
    assertThat(other.id()).isNotEqualTo(one.id());
    assertThat(other.orders().find(new OrderKey("mugs", "2013"))).isPresent();
    assertThat(one.orders().find(new OrderKey("mugs", "2013"))).isEmpty();
  }

  @Test
  void a_further_shop_says_whether_its_customers_are_the_first_ones() {
    HttpResponse<String> unsaid = source("woocommerce", "plates", "");
    assertThat(unsaid.statusCode()).isEqualTo(409);
    assertThat(unsaid.body()).contains("customers_collide", "customerNumbers");
    assertThat(
            source("woocommerce", "plates", ",\"store\":\"\",\"customerNumbers\":\"own\"").body())
        .contains("\"field\":\"store\"");
    assertThat(source("woocommerce", "plates", ",\"customerNumbers\":\"none\"").statusCode())
        .isEqualTo(400);
    assertThat(source("woocommerce", "plates", ",\"customerNumbers\":\"shared\"").statusCode())
        .isEqualTo(201);
  }

  @Test
  void a_data_request_is_noted_with_the_person() {
    String order =
        ShopDocuments.shopifyOrder(2011, at(0), "")
            .replace("7001", "7003")
            .replace("marthe@", "lise@");
    shopify("orders/create", order);
    server.settle();
    String asked =
        """
        {"shop_id":9,"shop_domain":"kiln.example","orders_requested":[2011],
         "customer":{"id":7003,"email":"lise@buyers.example"},"data_request":{"id":77}}
        """;
    Instant before = server.clock.instant();
    assertThat(shopify("customers/data_request", asked).statusCode()).isEqualTo(200);
    server.settle();
    assertThat(server.api("GET", "/api/customers/userId:7003/timeline", "").body())
        .contains("Data Requested");
    CustomerId lise = person(IdentifierType.USER_ID, "7003", "").orElseThrow().id();
    assertThat(audited("data-requested")).contains(lise.toString(), "\"actor\":\"kiln\"");
    var open = server.context().getBean(DataRequests.class);
    assertThat(open.open()).extracting(DataRequests.Request::customer).containsExactly(lise);
    assertThat(open.open().getFirst().due())
        .isBetween(
            before.plus(Duration.ofDays(30)), server.clock.instant().plus(Duration.ofDays(30)));
    String trust = new Visitor(server).admin().get("/trust").body();
    assertThat(trust).contains("/customers/" + lise + "/export?form=page", "due by ");
    server.api("GET", "/api/customers/" + lise + "/export", "");
    assertThat(open.open()).isEmpty();
  }

  /** What ends in the background ends soon. */
  private static void await(BooleanSupplier end) {
    Instant latest = Instant.now().plusSeconds(30);
    while (!end.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(latest);
      Thread.onSpinWait();
    }
  }

  private static String audited(String action) {
    return server.api("GET", "/api/audit?action=" + action, "").body();
  }

  @Test
  void woocommerces_unsigned_trial_is_answered_and_its_orders_are_taken() {
    HttpResponse<String> trial =
        server.send(
            server
                .request(woo)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("webhook_id=12")));
    assertThat(trial.statusCode()).isEqualTo(200);
    assertThat(
            woo("order.created", ShopDocuments.wooOrder(61, "pending", "2026-05-04T08:00:00", ""))
                .statusCode())
        .isEqualTo(200);
    assertThat(order("mugs", 61)).isEmpty();
    woo("order.updated", ShopDocuments.wooOrder(61, "processing", "2026-05-04T08:05:00", ""));
    assertThat(net("mugs", 61)).isEqualTo("16.00 EUR");
    woo("order.updated", ShopDocuments.wooOrder(61, "cancelled", "2026-05-04T09:00:00", ""));
    assertThat(order("mugs", 61).orElseThrow().status()).isEqualTo(Order.Status.CANCELLED);
    woo("order.updated", ShopDocuments.wooOrder(61, "processing", "2026-05-04T10:00:00", ""));
    assertThat(order("mugs", 61).orElseThrow().status()).isEqualTo(Order.Status.PLACED);
  }

  @Test
  void a_batch_under_our_own_signature_is_taken_within_five_minutes() {
    String body =
        """
        {"batch":[{"type":"track","userId":"e1","event":"Order Completed","messageId":"e-1",
          "properties":{"order_id":"E1","revenue":12,"currency":"EUR"}}]}\
        """;
    Instant now = server.clock.instant();
    assertThat(generic(body, now, signedSecret).body()).isEqualTo("{\"success\":true}");
    assertThat(net("erp", 0, "E1")).isEqualTo("12.00 EUR");
    assertThat(generic(body, now.minus(Duration.ofMinutes(6)), signedSecret).body())
        .contains("stale_signature");
    assertThat(generic(body, now, "another").body()).contains("wrong_signature");
    assertThat(generic("{\"batch\":1}", now, signedSecret).statusCode()).isEqualTo(400);
  }

  private static String net(String store, int ignored, String id) {
    return person(IdentifierType.ORDER_ID, id, store)
        .flatMap(state -> state.orders().find(new OrderKey(store, id)))
        .orElseThrow()
        .sums()
        .net()
        .toString();
  }

  @Test
  void a_revoked_source_takes_no_webhooks() {
    String path =
        made("woocommerce", "gone", ",\"customerNumbers\":\"own\",\"secret\":\"" + SECRET + "\"");
    String body = ShopDocuments.wooOrder(1, "processing", "2026-05-04T08:00:00", "");
    server.sources.revoke(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
    HttpResponse<String> answer =
        server.send(
            server
                .request(path)
                .header("X-WC-Webhook-Topic", "order.created")
                .header("X-WC-Webhook-Signature", base64(body))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void shopify_needs_its_own_secret_and_no_answer_shows_it_again() {
    assertThat(source("shopify", "another", "").statusCode()).isEqualTo(400);
    assertThat(server.api("GET", "/api/sources", "").body())
        .contains("\"kind\":\"shopify\"")
        .doesNotContain(SECRET)
        .doesNotContain(signedSecret);
  }
}
