package habitue.server.collect;

import static habitue.server.RunningServer.BROWSER_KEY;
import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.server.RunningServer;
import habitue.server.security.Hashes;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser's key is public: what anyone could say with it, and what not. */
class BrowserKeyTest {
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
    var victim = new KnownPeople.Contact("victim@example.org", "+33 6 12 34 56 78", true);
    server.door.know(new Identifier(IdentifierType.USER_ID, "victim"), victim);
    server.door.know(new Identifier(IdentifierType.ANONYMOUS_ID, "victims-phone"), victim);
  }

  private static String signature(String userId) {
    String secret =
        server.sources.all().stream()
            .filter(known -> known.source().name().equals("website"))
            .findFirst()
            .orElseThrow()
            .signingSecret();
    return Hashes.hmac(secret, userId);
  }

  private static void refused(String path, String json, String code, String field) {
    HttpResponse<String> answer = server.post(BROWSER_KEY, path, json.replace('\'', '"'));
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"field\":\"" + field + "\"");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(server.door.filed()).isEmpty();
  }

  private static void taken(String path, String json) {
    HttpResponse<String> answer = server.post(BROWSER_KEY, path, json.replace('\'', '"'));
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Order Completed",
        "order completed",
        "OrderCompleted",
        "Order Updated",
        "Order Refunded",
        "Order Cancelled",
        "Order Shipped",
        "Payment Received",
        "Refund Issued",
        "Delivery Completed",
        "Points Granted",
        " Order  Completed",
        "order_completed"
      })
  void what_only_the_shop_knows_needs_a_signature(String event) {
    String json =
        """
        {"userId":"u","anonymousId":"a","event":"%s",
         "properties":{"order_id":"o1","revenue":99,"currency":"EUR"}%s}\
        """;
    refused("/v1/track", json.formatted(event, ""), "signature_needed", "event");
    String signed = ",\"context\":{\"signature\":\"" + signature("u") + "\"}";
    taken("/v1/track", json.formatted(event, signed));
    assertThat(server.door.lastFiled().message().fields("context").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Product Viewed", "Product Added", "Cart Viewed", "Checkout Started",
        "Payment Info Entered", "Quiz Answered", "Order Form Viewed", "Video Played"
      })
  void what_a_visitor_does_needs_none(String event) {
    taken("/v1/track", "{'anonymousId':'a','event':'%s'}".formatted(event));
  }

  @Test
  void a_forged_signature_is_refused_wherever_it_comes() {
    String forged = "{'userId':'u','context':{'signature':'%s'}}";
    refused("/v1/page", forged.formatted("00"), "bad_signature", "context.signature");
    refused("/v1/page", forged.formatted(signature("other")), "bad_signature", "context.signature");
  }

  @Test
  void a_known_persons_addresses_stay_as_they_are() {
    refused(
        "/v1/identify",
        "{'userId':'victim','traits':{'email':'thief@example.org'}}",
        "changes_known_contact",
        "traits.email");
    refused(
        "/v1/page",
        "{'userId':'victim','context':{'traits':{'phone':'0700000000'}}}",
        "changes_known_contact",
        "context.traits.phone");
    refused(
        "/v1/identify",
        "{'anonymousId':'victims-phone','traits':{'email':'thief@example.org'}}",
        "changes_known_contact",
        "traits.email");
    taken("/v1/identify", "{'userId':'victim','traits':{'email':' Victim@Example.org'}}");
    taken("/v1/identify", "{'userId':'stranger','traits':{'email':'new@example.org'}}");
    taken(
        "/v1/identify",
        "{'userId':'victim','traits':{'email':'moved@example.org'},'context':{'signature':'%s'}}"
            .formatted(signature("victim")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Email", "EMAIL", "e-mail", "e_mail", "Phone"})
  void another_spelling_of_an_address_is_an_address(String name) {
    String said = "{'userId':'victim','traits':{'%s':'0700000000@example.org'}}".formatted(name);
    String field = name.equals("Phone") ? "traits.phone" : "traits.email";
    refused("/v1/identify", said, "changes_known_contact", field);
  }

  @Test
  void an_address_is_a_text() {
    refused(
        "/v1/identify", "{'userId':'u','traits':{'email':['x']}}", "wrong_type", "traits.email");
    refused(
        "/v1/page",
        "{'userId':'u','context':{'traits':{'Phone':{'no':1}}}}",
        "wrong_type",
        "context.traits.phone");
    taken("/v1/identify", "{'userId':'u','traits':{'email':null,'phone':33612345678}}");
  }

  @Test
  void the_first_address_of_someone_the_shop_named_needs_a_signature() {
    server.door.know(
        new Identifier(IdentifierType.USER_ID, "buyer"), new KnownPeople.Contact(null, null, true));
    server.door.know(
        new Identifier(IdentifierType.USER_ID, "reader"),
        new KnownPeople.Contact(null, null, false));
    String said = "{'userId':'%s','traits':{'%s':'0612345678@example.org'}%s}";
    refused(
        "/v1/identify",
        said.formatted("buyer", "email", ""),
        "changes_known_contact",
        "traits.email");
    refused(
        "/v1/identify",
        said.formatted("buyer", "phone", ""),
        "changes_known_contact",
        "traits.phone");
    taken("/v1/identify", said.formatted("reader", "email", ""));
    String signed = ",'context':{'signature':'" + signature("buyer") + "'}";
    taken("/v1/identify", said.formatted("buyer", "email", signed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Consent Given",
        "Consent Confirmed",
        "consent_confirmed",
        "Segment Consent Preference Updated"
      })
  void a_known_persons_consent_needs_a_signature(String event) {
    String given =
        "{'%s':'%s','event':'"
            + event
            + "','properties':{'purpose':'advertise'},"
            + "'context':{'consent':{'categoryPreferences':{'Advertising':true}}%s}}";
    refused("/v1/track", given.formatted("userId", "victim", ""), "signature_needed", "event");
    refused(
        "/v1/track",
        given.formatted("anonymousId", "victims-phone", ""),
        "signature_needed",
        "event");
    String device = ",'device':{'id':'victims-phone'}";
    server.door.know(
        new Identifier(IdentifierType.DEVICE, "victims-phone"),
        new KnownPeople.Contact(null, null, false));
    refused("/v1/track", given.formatted("anonymousId", "a", device), "signature_needed", "event");
    taken("/v1/track", given.formatted("userId", "stranger", ""));
    String signed = ",'signature':'" + signature("victim") + "'";
    taken("/v1/track", given.formatted("userId", "victim", signed));
  }

  @Test
  void nobody_makes_a_known_person_a_child() {
    String born = "{'userId':'%s',%s'traits':{'birthday':'2021-02-02'}}";
    refused("/v1/identify", born.formatted("victim", ""), "signature_needed", "traits.birthday");
    refused(
        "/v1/page",
        "{'anonymousId':'victims-phone','context':{'traits':{'dateOfBirth':'2021-02-02'}}}",
        "signature_needed",
        "context.traits.dateOfBirth");
    taken("/v1/identify", born.formatted("stranger", ""));
    String signed = "'context':{'signature':'" + signature("victim") + "'},";
    taken("/v1/identify", born.formatted("victim", signed));
  }

  @Test
  void what_is_known_of_someones_age_may_be_repeated_and_what_is_asked_of_it_answered() {
    server.door.know(
        new Identifier(IdentifierType.USER_ID, "grown"),
        new KnownPeople.Contact(
            null, null, false, Fields.of("birthday", Value.of("1990-05-31")), Set.of("age")));
    String born = "{'userId':'grown','traits':{'birthday':'2021-02-02'}}";
    refused("/v1/identify", born, "signature_needed", "traits.birthday");
    String forgotten = "{'userId':'grown','traits':{'birthday':null}}";
    refused("/v1/identify", forgotten, "signature_needed", "traits.birthday");
    String answer =
        "{'userId':'grown','event':'Question Answered','properties':"
            + "{'question':'%s','answer':'2020-01-01'}}";
    refused("/v1/track", answer.formatted("age"), "signature_needed", "properties.question");
    taken("/v1/track", answer.formatted("birthday"));
    taken("/v1/identify", "{'userId':'grown','traits':{'birthday':'1990-05-31','city':'Lyon'}}");
  }

  @Test
  void to_refuse_needs_no_signature() {
    taken("/v1/track", "{'userId':'victim','event':'Consent Withdrawn'}");
    taken(
        "/v1/track",
        "{'userId':'victim','event':'Segment Consent Preference Updated',"
            + "'context':{'consent':{'categoryPreferences':{'Advertising':false}}}}");
  }

  @Test
  void one_user_is_not_joined_to_another() {
    refused(
        "/v1/alias", "{'userId':'thief','previousId':'victim'}", "signature_needed", "previousId");
    refused(
        "/v1/alias",
        "{'userId':'thief','previousId':'victim','context':{'signature':'%s'}}"
            .formatted(signature("thief")),
        "signature_needed",
        "previousId");
    taken("/v1/alias", "{'userId':'me','previousId':'my-own-past'}");
  }

  @Test
  void a_browser_verifies_nothing() {
    refused(
        "/v1/page",
        "{'anonymousId':'a','context':{'externalIds':"
            + "[{'id':'v@example.org','type':'email','verified':true}]}}",
        "signature_needed",
        "context.externalIds.0.verified");
    taken(
        "/v1/identify",
        "{'userId':'u','traits':{'email':'u@example.org','emailVerified':true,'name':'U'},"
            + "'context':{'traits':{'phone_verified':true}}}");
    var message = server.door.lastFiled().message();
    assertThat(message.fields("traits").values()).containsOnlyKeys("email", "name");
    assertThat(message.fields("context").fields("traits").isEmpty()).isTrue();
  }

  @Test
  void a_browser_speaks_for_someone() {
    refused(
        "/v1/page",
        "{'context':{'externalIds':[{'id':'v@example.org','type':'email'}]}}",
        "no_identifier",
        "anonymousId");
  }

  @Test
  void a_server_may_say_all_of_it() {
    String json = "{'userId':'victim','traits':{'email':'moved@example.org','emailVerified':true}}";
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/identify", json.replace('\'', '"'));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.door.lastFiled().message().fields("traits").flag("emailVerified"))
        .contains(true);
  }
}
