package habitue.server.api;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.server.RunningServer;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What customers allow, over HTTP. */
class ConsentApiTest {
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
    for (String user : new String[] {"ada", "grace", "joan", "mary", "lea"}) {
      identify(user);
    }
    server.settle();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void identify(String user) {
    String json =
        "{\"userId\":\"%s\",\"traits\":{\"email\":\"%s@example.org\"}}".formatted(user, user);
    assertThat(server.post(SERVER_KEY, "/v1/identify", json).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> post(String path, String json) {
    return server.api("POST", "/api/customers/" + path, json.replace('\'', '"'));
  }

  private static String get(String path) {
    return server.api("GET", "/api/customers/" + path, "").body();
  }

  @Test
  void a_consent_is_recorded_with_its_proof_and_decides_who_is_reached() {
    assertThat(get("userId:ada/consents"))
        .contains(
            "{\"channel\":\"email\",\"purpose\":\"marketing\",\"reachable\":false,\"why\":\"never-asked\"}");
    String given = "{'channel':'email','state':'given','wording':'email-1','proof':'form 7'}";
    assertThat(post("userId:ada/consents", given).body())
        .contains(
            "\"purpose\":\"marketing\",\"channel\":\"email\",\"state\":\"given\",\"basis\":\"consent\"")
        .contains("\"wording\":\"email-1\",\"proof\":\"form 7\"")
        .contains(
            "{\"channel\":\"email\",\"purpose\":\"marketing\",\"reachable\":true,\"why\":\"consent\"}");
    assertThat(post("userId:ada/consents", "{'channel':'email','state':'withdrawn'}").body())
        .contains("\"state\":\"withdrawn\"", "\"reachable\":false,\"why\":\"withdrawn\"");
    assertThat(get("userId:ada")).contains("\"consents\":[{\"purpose\":\"marketing\"");
  }

  @Test
  void a_channel_goes_with_marketing_alone() {
    for (String state : List.of("given", "withdrawn")) {
      HttpResponse<String> refused =
          post(
              "userId:ada/consents",
              "{'purpose':'advertise','channel':'email','state':'" + state + "'}");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("bad_request", "channel");
    }
  }

  @Test
  void an_objection_to_marketing_takes_back_what_was_concluded() {
    assertThat(post("userId:grace/objections", "{'to':'marketing'}").body())
        .contains("\"purpose\":\"personalise\",\"state\":\"refused\"")
        .contains("\"channel\":\"post\",\"state\":\"refused\"");
  }

  @Test
  void a_restriction_stands_until_it_is_lifted() {
    assertThat(post("userId:joan/restriction", "{'restricted':true,'reason':'dispute'}").body())
        .contains("\"restriction\":{", "\"reason\":\"dispute\"", "\"why\":\"restricted\"");
    assertThat(post("userId:joan/restriction", "{'restricted':false}").body())
        .doesNotContain("\"restriction\":{");
  }

  private static HttpResponse<String> keyed(String path, String json) {
    return server.send(
        server
            .request("/api/customers/userId:lea/" + path)
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "one-key")
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  @Test
  void a_key_stands_for_one_request() {
    String given = "{'channel':'email','state':'given'}";
    assertThat(keyed("consents", given).statusCode()).isEqualTo(200);
    assertThat(post("userId:lea/consents", "{'channel':'email','state':'withdrawn'}").statusCode())
        .isEqualTo(200);
    HttpResponse<String> again = keyed("consents", given);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).as("done once").contains("\"state\":\"withdrawn\"");
    for (HttpResponse<String> other :
        List.of(
            keyed("consents", "{'channel':'sms','state':'given'}"),
            keyed("objections", "{'to':'marketing'}"))) {
      assertThat(other.statusCode()).isEqualTo(409);
      assertThat(other.body()).contains("\"code\":\"key_reused\"");
    }
    assertThat(get("userId:lea/consents")).doesNotContain("\"channel\":\"sms\",\"state\"");
  }

  @Test
  void what_takes_longer_says_where_to_look(@TempDir Path folder) {
    try (RunningServer slow = RunningServer.withFakeDoor(folder)) {
      Fields message =
          Fields.of("type", Value.of("identify"))
              .with("userId", "ada")
              .with("messageId", "m1")
              .with("traits", Fields.of("email", Value.of("ada@example.org")));
      Instant now = slow.clock.instant();
      var source = new Source(1, "shop", Trust.SERVER, "uk", "web");
      slow.store
          .door()
          .accept(
              List.of(new Arrival.EventArrival(source, message, now, null, false, Reality.REAL)));
      slow.settle();
      slow.door.commandsTo(arrivals ->
          slow.store.door().accept(arrivals).stream().map(ConsentApiTest::unfinished).toList());
      HttpResponse<String> answer =
          slow.api(
              "POST",
              "/api/customers/userId:ada/consents",
              "{\"channel\":\"email\",\"state\":\"given\"}");
      assertThat(answer.statusCode()).isEqualTo(202);
      String place = answer.headers().firstValue("Location").orElseThrow();
      assertThat(answer.body()).contains("\"pending\":\"" + place + "\"");
      assertThat(slow.api("GET", place, "").body())
          .contains("\"command\":\"Say Consent\",\"status\":\"done\"");
      HttpResponse<String> none = slow.api("GET", place.replaceAll("\\d+$", "1"), "");
      assertThat(none.statusCode()).isEqualTo(404);
      assertThat(none.body()).contains("unknown_command");
    }
  }

  private static Receipt unfinished(Receipt receipt) {
    return receipt instanceof Receipt.Accepted(long position, EntityId entity, Fields _, boolean _)
        ? new Receipt.Accepted(position, entity, Fields.of("status", Value.of("pending")))
        : receipt;
  }

  @Test
  void what_makes_no_sense_is_refused() {
    refused("mary/consents", "{'state':'given'}");
    refused("mary/consents", "{'state':'maybe','channel':'email'}");
    refused("mary/consents", "{'state':'given','purpose':'astrology'}");
    refused("mary/consents", "{'state':'given','channel':'pigeon'}");
    refused("mary/consents", "{'state':'given','channel':'email','wording':'none'}");
    refused("mary/objections", "{'to':'everything'}");
    refused("mary/restriction", "{}");
    assertThat(get("userId:mary")).contains("\"consents\":[]");
  }

  private static void refused(String path, String json) {
    assertThat(post("userId:" + path, json).statusCode()).as(json).isEqualTo(400);
  }
}
