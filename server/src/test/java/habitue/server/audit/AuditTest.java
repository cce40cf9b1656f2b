package habitue.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.server.RunningServer;
import habitue.store.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  private RunningServer server;
  private Audit audit;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
    audit = server.context().getBean(Audit.class);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> said() {
    return audit.newest(100, Long.MAX_VALUE, _ -> true).entries().stream()
        .map(entry -> entry.actor() + " " + entry.action() + " " + entry.subject())
        .toList();
  }

  private void someone() {
    server.post(
        RunningServer.SERVER_KEY,
        "/v1/identify",
        "{\"userId\":\"u1\",\"traits\":{\"name\":\"Odile\",\"email\":\"odile@example.org\"}}");
    server.settle();
  }

  @Test
  void what_a_key_read_is_recorded_without_what_was_asked() {
    someone();
    String id = server.api("GET", "/api/customers/userId:u1", "").body().split("\"")[3];
    server.api("GET", "/api/customers/userId:u1/timeline", "");
    server.api("POST", "/api/customers/search", "{\"q\":\"odile@example.org\"}");
    server.api("POST", "/api/customers/search", "{}");
    assertThat(said())
        .containsExactly(
            "admin token list-customers ",
            "admin token search ",
            "admin token view-customer " + id,
            "admin token view-customer " + id);
    String answer = server.api("GET", "/api/audit", "").body();
    assertThat(answer)
        .contains("\"door\":\"api\"", "\"family\":\"IPv4\"", "{\"results\":1}", "\"days\":400")
        .doesNotContainIgnoringCase("odile");
  }

  @Test
  void facts_read_and_addresses_looked_up_are_recorded_without_whose() {
    someone();
    String cursor = "/api/facts?after=latest";
    server.api("GET", cursor, "");
    int facts = (int) server.api("GET", "/api/facts", "").body().lines().count();
    assertThat(facts).isPositive();
    server.api(
        "POST",
        "/api/suppressions/lookup",
        "{\"channel\":\"email\",\"address\":\"odile@example.org\"}");
    assertThat(said())
        .containsExactly("admin token suppression-looked-up ", "admin token facts-read ");
    assertThat(server.api("GET", "/api/audit", "").body())
        .contains("{\"results\":" + facts + "}", "{\"channel\":\"email\"}")
        .doesNotContainIgnoringCase("odile");
  }

  @Test
  void the_api_reads_it_page_by_page_and_by_what_is_asked() {
    for (int i = 0; i < 5; i++) {
      audit.record("anna", Action.PUBLISH, "v" + i);
    }
    audit.record("bela", Action.BACKUP, "");
    String first = server.api("GET", "/api/audit?limit=2", "").body();
    assertThat(first).contains("\"bela\"", "\"v4\"", "\"next\":\"5\"").doesNotContain("\"v3\"");
    assertThat(server.api("GET", "/api/audit?limit=2&before=5", "").body())
        .contains("\"v3\"", "\"v2\"");
    assertThat(server.api("GET", "/api/audit?actor=bela", "").body())
        .contains("backup")
        .doesNotContain("anna");
    assertThat(server.api("GET", "/api/audit?action=publish&subject=v1", "").body())
        .contains("\"v1\"")
        .doesNotContain("\"v2\"");
    assertThat(server.api("GET", "/api/audit?limit=0", "").statusCode()).isEqualTo(400);
  }

  @Test
  void old_entries_are_forgotten_when_their_time_is_over() {
    audit.record("anna", Action.PUBLISH, "old");
    server.clock.move(Duration.ofDays(390));
    audit.record("anna", Action.PUBLISH, "young");
    assertThat(said()).contains("anna publish old");
    server.clock.move(Duration.ofDays(11));
    audit.record("anna", Action.PUBLISH, "now");
    assertThat(said()).containsExactly("anna publish now", "anna publish young");
    audit.days(30, "anna");
    server.clock.move(Duration.ofDays(31));
    audit.record("anna", Action.PUBLISH, "last");
    assertThat(said()).containsExactly("anna publish last");
    assertThat(audit.days()).isEqualTo(30);
    assertThatThrownBy(() -> audit.days(3, "anna")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_entry_is_added_whole_though_many_come_at_once() throws InterruptedException {
    List<Thread> threads =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i ->
                Thread.ofVirtual()
                    .start(() -> {
                      for (int j = 0; j < 50; j++) {
                        audit.record("t" + i, Action.SEARCH, "");
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    List<AuditLog.Entry> all = audit.newest(1000, Long.MAX_VALUE, _ -> true).entries();
    assertThat(all).hasSize(400);
    assertThat(all.getFirst().number()).isEqualTo(400);
  }

  @Test
  void the_page_of_actions_is_complete() throws IOException {
    String page = Files.readString(Path.of("../docs/operating/people.md"));
    assertThat(Arrays.stream(Action.values()).map(action -> "`" + action.wireName() + "`"))
        .allSatisfy(name -> assertThat(page).contains(name));
  }
}
