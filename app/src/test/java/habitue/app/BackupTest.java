package habitue.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup made and restored as an operator does it. */
class BackupTest {
  private static final String EVENT =
      "{\"userId\":\"u\",\"event\":\"Product Viewed\",\"properties\":{}}";

  @TempDir Path folder;

  @Test
  void the_keys_that_clients_have_open_what_was_restored() throws Exception {
    Path data = folder.resolve("data");
    Path restored = folder.resolve("restored");
    String shown;
    try (var server = RunningServer.serving(data, Map.of())) {
      shown = Files.readString(data.resolve("first-secrets.txt"));
      assertThat(server.post("/v1/track", key("hbs", shown), EVENT).statusCode()).isEqualTo(200);
    }
    assertThat(run("backup", "--data", data.toString(), at("backup"))).isEmpty();
    assertThat(run("restore", at("backup"), "--data", restored.toString(), "--no-erasures"))
        .isEmpty();
    try (var server = RunningServer.serving(restored, Map.of())) {
      for (String prefix : new String[] {"hbs", "hbb"}) {
        assertThat(server.post("/v1/track", key(prefix, shown), EVENT).statusCode()).isEqualTo(200);
      }
      assertThat(server.get("/api/status", key("hba", shown)).statusCode()).isEqualTo(200);
      assertThat(restored.resolve("first-secrets.txt")).doesNotExist();
    }
  }

  @Test
  void a_restore_wants_to_know_who_was_erased_since() {
    String refused = run("restore", at("backup"), "--data", at("restored"));
    assertThat(refused).contains("--erasures").contains("--no-erasures");
    assertThat(folder.resolve("restored")).doesNotExist();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String key(String prefix, String shown) {
    var found = Pattern.compile(prefix + "_\\S+").matcher(shown);
    assertThat(found.find()).isTrue();
    return found.group();
  }

  /** What the program complained of; empty when the work is done. */
  private static String run(String... arguments) {
    var complaint = new StringWriter();
    int exit = Main.commandLine().setErr(new PrintWriter(complaint, true)).execute(arguments);
    assertThat(exit == 0)
        .as("exit %d: %s", exit, complaint)
        .isEqualTo(complaint.toString().isEmpty());
    return complaint.toString();
  }
}
