package habitue.server.privacy;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a child without a parent's agreement nobody sees more than ids, a birth date, a country. */
class ChildTest {
  private static final String[] PERSONAL = {"Ada", "ada@post.example", "rue Haute", "612345678"};

  @Test
  void of_a_child_nothing_personal_is_shown_or_found_until_a_parent_agrees(@TempDir Path folder) {
    try (var server = RunningServer.whole(folder)) {
      identify(server, "before");
      server.settle();
      String told = server.api("GET", "/api/customers/userId:kid", "").body();
      assertThat(told).contains("birthday", "\"country\":\"FR\"").doesNotContain(PERSONAL);
      String past = server.api("GET", "/api/customers/userId:kid/timeline", "").body();
      assertThat(past).contains("Identified").doesNotContain(PERSONAL);
      String id = told.substring(7, told.indexOf('"', 7));
      var colleague = new Visitor(server).admin();
      assertThat(colleague.get("/customers/" + id).body())
          .contains("2020-05-01")
          .doesNotContain(PERSONAL);
      assertThat(colleague.get("/").body()).contains("/customers/" + id).doesNotContain(PERSONAL);
      assertThat(colleague.get("/data").body()).doesNotContain(PERSONAL);
      String live = colleague.hear("/live", id, () -> identify(server, "again"));
      assertThat(live).doesNotContain(PERSONAL);
      assertThat(found(server, "Ada")).contains("\"count\":0");
      assertThat(found(server, "ada@post.example")).contains("\"count\":0");
      assertThat(found(server, "kid")).contains("\"count\":1");
      send(
          server,
          "/v1/track",
          "{'userId':'kid','event':'Consent Given','properties':{'purpose':'parental'}}");
      identify(server, "after");
      server.settle();
      assertThat(found(server, "Ada")).contains("\"count\":1");
    }
  }

  private static String found(RunningServer server, String text) {
    return server.api("POST", "/api/customers/search", "{\"q\":\"" + text + "\"}").body();
  }

  private static void identify(RunningServer server, String messageId) {
    send(
        server,
        "/v1/identify",
        "{'messageId':'"
            + messageId
            + "','userId':'kid','traits':{'name':'Ada','email':'ada@post.example',"
            + "'phone':'+33 612345678','birthday':'2020-05-01',"
            + "'address':{'street':'1 rue Haute','country':'FR'}}}");
  }

  private static void send(RunningServer server, String path, String event) {
    assertThat(server.post(SERVER_KEY, path, event.replace('\'', '"')).statusCode()).isEqualTo(200);
  }
}
