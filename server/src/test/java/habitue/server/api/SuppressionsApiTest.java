package habitue.server.api;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses nothing is sent to, over HTTP. */
class SuppressionsApiTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]+)\"");

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void identify(String user, String email) {
    String json =
        "{\"userId\":\"%s\",\"traits\":{\"email\":\"%s\",\"phone\":\"06 11 22 33 44\"}}"
            .formatted(user, email);
    assertThat(server.post(SERVER_KEY, "/v1/identify", json).statusCode()).isEqualTo(200);
    server.settle();
  }

  private static HttpResponse<String> post(String path, String json) {
    return server.api("POST", path, json.replace('\'', '"'));
  }

  private static HttpResponse<String> csv(String query, String text) {
    return server.send(
        server
            .request("/api/suppressions" + query)
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofString(text)));
  }

  private static String reach(String user) {
    return server.api("GET", "/api/customers/userId:" + user + "/consents", "").body();
  }

  private static String reached(String purpose, String why) {
    return "{\"channel\":\"email\",\"purpose\":\"%s\",\"reachable\":false,\"why\":\"%s\"}"
        .formatted(purpose, why);
  }

  @Test
  void it_holds_for_whoever_has_the_address_before_after_and_again_once_erased() {
    identify("ada", "ada@example.org");
    String asked = "{'channel':'email','address':' ADA@example.org','reason':'complained'}";
    assertThat(post("/api/suppressions", asked).body())
        .isEqualTo("{\"added\":1,\"known\":0,\"rejected\":[]}");
    assertThat(post("/api/suppressions", asked).body())
        .isEqualTo("{\"added\":0,\"known\":1,\"rejected\":[]}");
    assertThat(reach("ada"))
        .contains(reached("marketing", "suppressed"), reached("contract", "suppressed"));

    assertThat(server.api("DELETE", "/api/customers/userId:ada", "").statusCode()).isEqualTo(200);
    identify("later", "Ada@Example.org");
    assertThat(reach("later")).contains(reached("contract", "suppressed"));

    String found =
        post("/api/suppressions/lookup", "{'channel':'email','address':'ada@example.org'}").body();
    assertThat(found)
        .contains("\"suppressed\":true", "\"reason\":\"complained\"", "\"at\":\"")
        .doesNotContain("ada@example.org");
    var id = ID.matcher(found);
    assertThat(id.find()).isTrue();
    String path = "/api/suppressions/" + id.group(1);
    assertThat(server.api("DELETE", path, "").statusCode()).isEqualTo(204);
    HttpResponse<String> again = server.api("DELETE", path, "");
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(again.body()).contains("unknown_suppression");
    assertThat(reach("later")).contains(reached("marketing", "never-asked"));
    assertThat(server.api("GET", "/api/audit", "").body())
        .contains("\"action\":\"suppressed\"", "\"addresses\":1")
        .contains("\"action\":\"suppression-lifted\"")
        .doesNotContain("ada@example.org");
  }

  @Test
  void a_list_is_taken_but_for_what_is_wrong_in_it() {
    String list =
        "{'suppressions':["
            + "{'channel':'sms','address':'06 11-22 33 44','reason':'bounced'},"
            + "{'channel':'email','address':'nobody','reason':'bounced'},"
            + "{'channel':'pigeon','address':'x','reason':'bounced'},"
            + "{'channel':'push','address':'token','reason':'Because Ada said so'},"
            + "{'channel':'push','address':'token','reason':'asked','purpose':'love'}]}";
    assertThat(post("/api/suppressions", list).body())
        .contains("\"added\":1,\"known\":0")
        .contains("{\"index\":1,\"code\":\"bad_request\",\"field\":\"address\"")
        .contains("{\"index\":2,\"code\":\"bad_request\",\"field\":\"channel\"")
        .contains("{\"index\":3,\"code\":\"bad_request\",\"field\":\"reason\"")
        .contains("{\"index\":4,\"code\":\"bad_request\",\"field\":\"purpose\"")
        .doesNotContain("nobody", "pigeon", "Ada");
    identify("grace", "grace@example.org");
    assertThat(reach("grace"))
        .contains(
            "{\"channel\":\"sms\",\"purpose\":\"marketing\",\"reachable\":false,\"why\":\"suppressed\"}",
            "{\"channel\":\"phone\",\"purpose\":\"contract\",\"reachable\":true,\"why\":\"contract\"}");
  }

  @Test
  void a_file_of_a_former_system_is_taken_as_it_is() {
    String file =
        "\uFEFFaddress,purpose\r\none@example.org,\r\n\"two@example.org\",contract\r\n\r\nthree\r\n";
    HttpResponse<String> taken = csv("?channel=email&reason=unsubscribed&purpose=marketing", file);
    assertThat(taken.body()).contains("\"added\":2,\"known\":0", "{\"index\":2,");
    assertThat(post("/api/suppressions/lookup", "{'channel':'email','address':'one@example.org'}"))
        .satisfies(answer -> assertThat(answer.body()).contains("\"purpose\":\"marketing\""));
    assertThat(post("/api/suppressions/lookup", "{'channel':'email','address':'two@example.org'}"))
        .satisfies(answer -> assertThat(answer.body()).contains("\"purpose\":\"contract\""));
    assertThat(server.api("GET", "/api/suppressions", "").body())
        .contains("{\"channel\":\"email\",\"reason\":\"unsubscribed\",\"count\":2}");

    assertThat(csv("", "name\nx\n").statusCode()).isEqualTo(400);
    assertThat(csv("", "address\n\"x").body()).contains("has no end");
    String long1 = "address\n" + "x@example.org\n".repeat(10_001);
    assertThat(csv("?channel=email&reason=asked", long1).body()).contains("at most 10,000");
    assertThat(csv("", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void what_makes_no_sense_is_refused() {
    for (String body :
        new String[] {
          "{}",
          "{'channel':'email','reason':'asked'}",
          "{'channel':'email','address':'a@example.org'}",
          "{'address':'a@example.org','reason':'asked'}",
          "{'channel':'email','address':'a','reason':'asked'}"
        }) {
      HttpResponse<String> answer = post("/api/suppressions", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
    }
    assertThat(post("/api/suppressions/lookup", "{'channel':'email'}").statusCode()).isEqualTo(400);
  }
}
