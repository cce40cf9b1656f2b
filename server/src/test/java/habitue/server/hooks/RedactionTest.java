package habitue.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.store.feed.Person;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a shop's request means, where nobody vouched for the phone it names. */
class RedactionTest {
  private static final String SECRET = "the secret the shop signs with";
  private static RunningServer server;
  private static String shopify = "";

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
    String json =
        "{\"name\":\"kiln\",\"kind\":\"shopify\",\"store\":\"kiln\",\"secret\":\"%s\"}"
            .formatted(SECRET);
    String made = server.api("POST", "/api/sources", json).body();
    int from = made.indexOf("\"webhook\":\"") + "\"webhook\":\"".length();
    shopify = made.substring(from, made.indexOf('"', from));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> shopify(String topic, String body) {
    return server.send(
        server
            .request(shopify)
            .header("X-Shopify-Topic", topic)
            .header("X-Shopify-Hmac-Sha256", signature(body))
            .header("X-Shopify-Webhook-Id", "d-" + body.hashCode())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static Optional<Person> person(IdentifierType type, String value, String store) {
    server.settle();
    return server
        .store
        .reader()
        .resolve(new Identifier(type, value, store))
        .flatMap((CustomerId id) -> server.store.reader().person(id));
  }

  private static String audited(String action) {
    return server.api("GET", "/api/audit?action=" + action, "").body();
  }

  private static HttpResponse<String> redactByPhone(String phone) {
    return asked("customers/redact", "orders_to_redact", phone);
  }

  private static HttpResponse<String> asked(String topic, String orders, String phone) {
    return shopify(
        topic,
        "{\"shop_id\":9,\"shop_domain\":\"kiln.example\",\""
            + orders
            + "\":[],"
            + "\"customer\":{\"phone\":\""
            + phone
            + "\"}}");
  }

  private static CustomerId withPhone(String visitor, String phone) {
    String said =
        "{\"anonymousId\":\"%s\",\"traits\":{\"phone\":\"%s\"}}".formatted(visitor, phone);
    assertThat(server.post(RunningServer.SERVER_KEY, "/v1/identify", said).statusCode())
        .isEqualTo(200);
    return person(IdentifierType.ANONYMOUS_ID, visitor, "").orElseThrow().id();
  }

  @Test
  void a_redaction_finds_the_one_who_said_a_phone_that_nobody_vouched_for() {
    withPhone("rita-1", "0033 6 44 55 66 77");
    assertThat(redactByPhone("+33 6 44 55 66 77").statusCode()).isEqualTo(200);
    assertThat(person(IdentifierType.ANONYMOUS_ID, "rita-1", "")).isEmpty();
  }

  @Test
  void of_several_who_said_a_phone_nobody_is_erased_before_a_colleague_decides() {
    String one = withPhone("mother", "+33677889900").toString();
    String other = withPhone("child", "+33677889900").toString();
    assertThat(redactByPhone("+33677889900").statusCode()).isEqualTo(200);
    assertThat(person(IdentifierType.ANONYMOUS_ID, "mother", "")).isPresent();
    assertThat(person(IdentifierType.ANONYMOUS_ID, "child", "")).isPresent();
    assertThat(audited("erase-doubted")).contains(one, other);
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/trust").body())
        .contains("/customers/" + one + "/erase", "/customers/" + other + "/erase");
    admin.submit("/trust", "/trust/doubts/" + other + "/stays", "right", "ERASE");
    assertThat(admin.get("/trust").body()).doesNotContain("/customers/" + other + "/erase");
    assertThat(audited("erase-declined")).contains(other).doesNotContain(one);
    server.api("DELETE", "/api/customers/" + one, "");
    assertThat(admin.get("/trust").body()).doesNotContain("/customers/" + one + "/erase");
  }

  @Test
  void a_copy_asked_for_by_a_phone_waits_for_the_one_who_said_it() {
    String only = withPhone("reader", "+33611223344").toString();
    assertThat(copyByPhone("+33611223344").statusCode()).isEqualTo(200);
    assertThat(audited("data-requested")).contains(only);
    assertThat(new Visitor(server).admin().get("/trust").body())
        .contains("/customers/" + only + "/export?form=page");
  }

  @Test
  void a_copy_asked_for_by_a_phone_of_several_waits_until_a_colleague_decides() {
    String one = withPhone("sister", "+33655443322").toString();
    String other = withPhone("brother", "+33655443322").toString();
    assertThat(copyByPhone("+33655443322").statusCode()).isEqualTo(200);
    assertThat(audited("data-requested")).doesNotContain(one, other);
    assertThat(audited("data-doubted")).contains(one, other);
    var admin = new Visitor(server).admin();
    admin.submit("/trust", "/trust/doubts/" + other + "/stays", "right", "EXPORT");
    assertThat(audited("data-declined")).contains(other).doesNotContain(one);
    assertThat(admin.get("/trust").body())
        .contains("/customers/" + one + "/export?form=page")
        .doesNotContain("/customers/" + other + "/export?form=page");
    assertThat(server.api("GET", "/api/customers/" + one + "/export", "").body()).contains(one);
    assertThat(admin.get("/trust").body())
        .doesNotContain("/customers/" + one + "/export?form=page");
  }

  private static HttpResponse<String> copyByPhone(String phone) {
    return asked("customers/data_request", "orders_requested", phone);
  }
}
