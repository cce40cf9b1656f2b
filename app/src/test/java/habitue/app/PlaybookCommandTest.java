package habitue.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookCommandTest {
  private static final String TOKEN = "playbook-test-admin-token";

  @TempDir private Path folder = Path.of("");

  @Test
  void an_empty_folder_is_the_shipped_playbook() {
    assertThat(check(new StringWriter())).isZero();
  }

  @Test
  void every_mistake_is_printed_with_its_place_and_the_work_failed() throws IOException {
    Files.writeString(folder.resolve("purposes.yaml"), "purposes: {}\nchanels: {}\n");
    var printed = new StringWriter();
    assertThat(check(printed)).isEqualTo(1);
    assertThat(printed.toString())
        .contains("purposes.yaml:1:11: measure is missing\n")
        .contains("purposes.yaml:2:1: chanels is not known here (did you mean channels?)\n");
  }

  @Test
  void a_scenario_that_comes_out_otherwise_fails_the_work() throws IOException {
    Path scenarios = Files.createDirectory(folder.resolve("scenarios"));
    Path scenario = scenarios.resolve("visit.yaml");
    Files.writeString(
        scenario, "given: [2026-03-01 Page Viewed /a]\nthen: [2026-03-02: {stage: lead}]\n");
    assertThat(check(new StringWriter())).isZero();
    Files.writeString(
        scenario, "given: [2026-03-01 Page Viewed /a]\nthen: [2026-03-02: {stage: hero}]\n");
    var printed = new StringWriter();
    assertThat(check(printed)).isEqualTo(1);
    assertThat(printed.toString()).contains("scenarios/visit.yaml:2:", "+ stage lead");
  }

  @Test
  void a_start_that_takes_a_changed_playbook_is_on_record_once() throws Exception {
    Path written = Files.createDirectory(folder.resolve("playbook"));
    Path data = folder.resolve("data");
    for (String period : new String[] {"13m", "13m", "14m"}) {
      Files.writeString(written.resolve("retention.yaml"), "people:\n  visitor: " + period + "\n");
      try (var server =
          RunningServer.publishing(data, written, Map.of("HABITUE_ADMIN_TOKEN", TOKEN))) {
        String audit = server.get("/api/audit?action=publish", TOKEN).body();
        assertThat(audit).contains("\"actor\":\"serve\"", "\"subject\":\"1\"");
        assertThat(audit.split("\"action\":\"publish\"", -1)).hasSize(period.equals("13m") ? 2 : 3);
      }
    }
  }

  private int check(StringWriter printed) {
    return Main.commandLine()
        .setErr(new PrintWriter(printed, true))
        .execute("check", folder.toString());
  }
}
