package habitue.server.api;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
    for (String user : new String[] {"ada", "grace", "joan", "mary"}) {
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
