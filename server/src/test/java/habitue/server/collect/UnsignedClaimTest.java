package habitue.server.collect;

import static habitue.server.RunningServer.BROWSER_KEY;
import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.server.RunningServer;
import habitue.server.security.Hashes;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a visitor's past brings to a buyer the shop knows, with a signature and without. */
class UnsignedClaimTest {
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.guarded(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> answer(String key, String path, String json) {
    return server.post(key, path, json.replace('\'', '"'));
  }

  private static void said(String key, String path, String json) {
    HttpResponse<String> answer = answer(key, path, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void bought(String user) {
    said(
        SERVER_KEY,
        "/v1/track",
        "{'userId':'%s','event':'Order Completed','properties':{'order_id':'%s-1','revenue':10}}"
            .formatted(user, user));
    server.settle();
  }

  private static void agreed(String visitor) {
    for (String channel : new String[] {"email", "sms"}) {
      said(
          BROWSER_KEY,
          "/v1/track",
          ("{'anonymousId':'%s','event':'Consent Given',"
                  + "'properties':{'purpose':'marketing','channel':'%s'}}")
              .formatted(visitor, channel));
    }
  }

  private static void addressed(String visitor) {
    said(
        BROWSER_KEY,
        "/v1/identify",
        "{'anonymousId':'%s','traits':{'email':'%s@post.example'}}".formatted(visitor, visitor));
  }

  private static CustomerId id(IdentifierType type, String value) {
    return server.store.reader().resolve(new Identifier(type, value)).orElseThrow();
  }

  private static CustomerId user(String userId) {
    server.settle();
    return id(IdentifierType.USER_ID, userId);
  }

  private static CustomerState state(String userId) {
    return server.store.reader().person(user(userId)).orElseThrow().state();
  }

  private static Optional<Value> email(String userId) {
    return state(userId).profile().trait("email");
  }

  private static boolean agrees(String userId) {
    return state(userId).consents().agreements().stream()
        .filter(each -> each.purpose().equals("marketing"))
        .anyMatch(each -> each.stance().granted());
  }

  private static String claim(String visitor, String user) {
    return "{'anonymousId':'%s','userId':'%s'}".formatted(visitor, user);
  }

  @Test
  void a_visitors_yes_is_not_the_buyers() {
    bought("kd");
    assertThat(
            answer(
                    BROWSER_KEY,
                    "/v1/identify",
                    "{'userId':'kd','traits':{'email':'attacker@evil.example'}}")
                .body())
        .contains("changes_known_contact");
    agreed("ad");
    said(BROWSER_KEY, "/v1/identify", claim("ad", "kd"));
    assertThat(agrees("kd")).isFalse();
    assertThat(id(IdentifierType.ANONYMOUS_ID, "ad")).isNotEqualTo(user("kd"));
  }

  @Test
  void a_visitors_address_is_not_the_buyers() {
    bought("ne");
    addressed("ne-a");
    said(BROWSER_KEY, "/v1/page", claim("ne-a", "ne"));
    said(BROWSER_KEY, "/v1/alias", "{'previousId':'ne-a','userId':'ne'}");
    assertThat(email("ne")).isEmpty();
  }

  @Test
  void what_comes_in_one_batch_is_judged_in_its_order() {
    bought("hurried");
    said(
        BROWSER_KEY,
        "/v1/batch",
        ("{'batch':[{'type':'identify','anonymousId':'h','traits':{'email':'h@evil.example'}},"
            + "{'type':'page','anonymousId':'h','userId':'hurried'}]}"));
    assertThat(email("hurried")).isEmpty();
    HttpResponse<String> after =
        answer(
            BROWSER_KEY,
            "/v1/batch",
            "{'batch':[{'type':'page','anonymousId':'later','userId':'hurried'},"
                + "{'type':'identify','anonymousId':'later','traits':{'email':'h@evil.example'}}]}");
    assertThat(after.body()).contains("\"index\":1,\"code\":\"signature_needed\"");
    assertThat(email("hurried")).isEmpty();
  }

  @Test
  void an_ordinary_past_is_claimed_without_a_signature() {
    bought("quiet");
    said(BROWSER_KEY, "/v1/page", "{'anonymousId':'q'}");
    said(BROWSER_KEY, "/v1/identify", claim("q", "quiet"));
    assertThat(user("quiet")).isEqualTo(id(IdentifierType.ANONYMOUS_ID, "q"));
    // Their browser, where someone else signed in before.
    bought("second");
    said(BROWSER_KEY, "/v1/page", claim("q", "second"));
  }

  @Test
  void a_signature_or_the_shop_brings_the_past_in() {
    bought("signed");
    addressed("s");
    agreed("s");
    said(BROWSER_KEY, "/v1/page", claim("s", "signed"));
    assertThat(email("signed")).isEmpty();
    String signature = Hashes.hmac(secret(), "signed");
    said(
        BROWSER_KEY,
        "/v1/identify",
        "{'anonymousId':'s','userId':'signed','context':{'signature':'%s'}}".formatted(signature));
    assertThat(email("signed")).contains(Value.of("s@post.example"));
    assertThat(agrees("signed")).isTrue();

    addressed("g");
    agreed("g");
    said(SERVER_KEY, "/v1/identify", claim("g", "guest"));
    assertThat(email("guest")).contains(Value.of("g@post.example"));
    assertThat(agrees("guest")).isTrue();
  }

  @Test
  void a_userid_that_is_nobodys_yet_is_not_taken_by_an_alias() {
    said(BROWSER_KEY, "/v1/alias", "{'previousId':'future','userId':'mallory'}");
    said(BROWSER_KEY, "/v1/page", "{'anonymousId':'future'}");
    bought("future");
    bought("mallory");
    assertThat(user("future")).isNotEqualTo(user("mallory"));
    assertThat(state("future").orders().count()).isEqualTo(1);
    assertThat(state("mallory").orders().count()).isEqualTo(1);
    said(SERVER_KEY, "/v1/identify", claim("futures-phone", "future"));
    assertThat(user("future")).isEqualTo(id(IdentifierType.ANONYMOUS_ID, "futures-phone"));
    assertThat(state("mallory").profile().identifiers())
        .noneMatch(each ->
            each.identifier().type() == IdentifierType.USER_ID
                && each.identifier().value().equals("future"));
  }

  private static String secret() {
    return server.sources.all().stream()
        .filter(known -> known.source().name().equals("website"))
        .findFirst()
        .orElseThrow()
        .signingSecret();
  }
}
