package habitue.server.privacy;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.server.RunningServer;
import habitue.store.Options;
import habitue.store.Store;
import habitue.store.feed.News;
import habitue.store.feed.Outgoing;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasing over the machines' API. */
class ErasingTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"(c[0-9a-z]+)\"");

  @Test
  void an_erased_person_answers_that_they_were_and_nobody_else_does(@TempDir Path folder) {
    try (var server = RunningServer.withStore(folder)) {
      server.post(SERVER_KEY, "/v1/page", "{\"anonymousId\":\"v1\",\"name\":\"Home\"}");
      identify(server, "ada", "v1");
      identify(server, "grace", "v2");
      server.settle();
      String visitor = id(server, "anonymousId:v1");
      String ada = id(server, "userId:ada");
      HttpResponse<String> erased = server.api("DELETE", "/api/customers/userId:ada", "");
      assertThat(erased.statusCode()).isEqualTo(200);
      assertThat(erased.body()).contains("\"finished\":true").contains("\"id\":\"" + ada + "\"");
      for (String former : new String[] {ada, visitor}) {
        HttpResponse<String> gone = server.api("GET", "/api/customers/" + former, "");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("\"code\":\"erased\"");
      }
      assertThat(server.api("DELETE", "/api/customers/" + ada, "").body())
          .contains("\"code\":\"erased\"");
      assertThat(server.api("GET", "/api/customers/userId:ada", "").body())
          .contains("\"code\":\"unknown_customer\"");
      assertThat(server.api("GET", "/api/customers/userId:grace", "").statusCode()).isEqualTo(200);
      assertThat(server.api("GET", "/api/erasures", "").body().lines()).hasSize(2);
    }
  }

  @Test
  void the_end_of_an_erasure_is_recorded_though_nobody_waits_for_it(@TempDir Path folder)
      throws InterruptedException {
    try (var server = RunningServer.withStore(folder)) {
      identify(server, "ada", "v1");
      server.settle();
      String ada = id(server, "userId:ada");
      server.store.erase(CustomerId.parse(ada).orElseThrow(), "retention");
      String ends = "";
      for (int i = 0; i < 300 && !ends.contains(ada); i++) {
        Thread.sleep(100);
        ends = server.api("GET", "/api/audit?action=erase-finished", "").body();
      }
      assertThat(ends).contains(ada, "\"actor\":\"retention\"", "\"millis\":");
    }
  }

  @Test
  void an_erasure_that_a_stop_interrupts_is_finished_told_and_recorded_after_it(
      @TempDir Path folder) throws InterruptedException {
    String ada;
    try (var server = RunningServer.withStore(folder)) {
      identify(server, "ada", "v1");
      server.settle();
      ada = id(server, "userId:ada");
    }
    // Nobody listens: as when the server stops between the decision and the end.
    try (var store = Store.open(folder.resolve("store"), Options.of(RunningServer.BRAND))) {
      store.erase(CustomerId.parse(ada).orElseThrow(), "dpo");
    }
    for (int start = 1; start <= 2; start++) {
      try (var server = RunningServer.withStore(folder)) {
        String ends = "";
        for (int i = 0; i < 300 && !ends.contains(ada); i++) {
          Thread.sleep(100);
          ends = server.api("GET", "/api/audit?action=erase-finished", "").body();
        }
        assertThat(ends).containsOnlyOnce(ada).contains("\"actor\":\"dpo\"", "\"millis\":");
        assertThat(told(server, ada)).as("start %d", start).isEqualTo(1);
      }
    }
  }

  /** How often other systems are told that someone is gone. */
  private static long told(RunningServer server, String id) {
    return server.store.outgoing().read(null, 1_000).items().stream()
        .map(Outgoing.Item::news)
        .filter(news -> news instanceof News.Erased(CustomerId gone) && gone.toString().equals(id))
        .count();
  }

  private static void identify(RunningServer server, String user, String visitor) {
    String json =
        "{\"userId\":\"%s\",\"anonymousId\":\"%s\",\"traits\":{\"name\":\"Someone\"}}"
            .formatted(user, visitor);
    assertThat(server.post(SERVER_KEY, "/v1/identify", json).statusCode()).isEqualTo(200);
  }

  private static String id(RunningServer server, String reference) {
    var found = ID.matcher(server.api("GET", "/api/customers/" + reference, "").body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void a_sweep_can_be_asked_for_and_says_what_it_did(@TempDir Path folder) {
    try (var server = RunningServer.withStore(folder)) {
      String before = server.api("GET", "/api/retention", "").body();
      assertThat(before).contains("\"events\":{}").doesNotContain("\"at\":");
      HttpResponse<String> asked = server.api("POST", "/api/retention/sweeps", "");
      assertThat(asked.statusCode()).isEqualTo(202);
      assertThat(server.store.sweeper().sweep().whole()).isTrue();
      assertThat(server.api("GET", "/api/retention", "").body())
          .contains("\"at\":\"20")
          .contains("\"erased\":0")
          .contains("\"ever\":{\"erased\":0,\"records\":0}");
      assertThat(server.api("GET", "/api/audit", "").body()).contains("\"action\":\"sweep\"");
    }
  }
}
