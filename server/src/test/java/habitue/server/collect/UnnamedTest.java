package habitue.server.collect;

import static habitue.server.RunningServer.BROWSER_KEY;
import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import habitue.server.RunningServer;
import habitue.store.Tallies;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who refuses everything and names nobody is counted, and nothing else. */
class UnnamedTest {
  private static final String REFUSED =
      "'context':{'consent':{'categoryPreferences':{'Analytics':false,'Advertising':false}}}";
  private static final String ALLOWED =
      "'context':{'consent':{'categoryPreferences':{'Analytics':true}}}";

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(String key, String path, String json) {
    return server.post(key, "/v1/" + path, json.replace('\'', '"'));
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"no_identifier\"");
  }

  private static void taken(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
  }

  @Test
  void it_is_answered_as_usual_and_leaves_a_count_alone() {
    taken(post(BROWSER_KEY, "page", "{'name':'Home'," + REFUSED + "}"));
    taken(post(BROWSER_KEY, "page", "{'name':'Pricing'}"));
    String search = "{'type':'track','event':'Search of ada@example.org'," + REFUSED + "}";
    String ours = "{'type':'page','userId':'ada'," + REFUSED + "}";
    taken(post(SERVER_KEY, "batch", "{'batch':[" + search + "," + ours + "]}"));
    server.settle();

    List<Tallies.Tally> tallies = server.store.tallies().since(Instant.EPOCH);
    assertThat(tallies)
        .extracting(Tallies.Tally::name, Tallies.Tally::count)
        .containsExactlyInAnyOrder(tuple("Page Viewed", 2L), tuple("Search of [email]", 1L));
    var status = server.store.status();
    assertThat(status.accepted()).as("only who has a name").isEqualTo(1);
    assertThat(status.customers()).isEqualTo(1);
    assertThat(status.quarantined()).isZero();
    assertThat(server.api("GET", "/api/status", "").body()).contains("\"counted\":3");

    refused(post(BROWSER_KEY, "page", "{" + ALLOWED + "}"));
    refused(post(SERVER_KEY, "page", "{'name':'a server vouches for consent'}"));
    refused(post(BROWSER_KEY, "identify", "{" + REFUSED + "}"));
    refused(post(BROWSER_KEY, "screen", "{" + REFUSED + "}"));
    String order = "'event':'Order Completed','properties':{'revenue':1},";
    refused(post(SERVER_KEY, "track", "{" + order + REFUSED + "}"));
    assertThat(post(SERVER_KEY, "import", "{'batch':[{'type':'page'," + REFUSED + "}]}").body())
        .contains("no_identifier");
    assertThat(server.store.tallies().count()).isEqualTo(3);
    assertThat(server.store.status().quarantined()).isEqualTo(6);
  }
}
