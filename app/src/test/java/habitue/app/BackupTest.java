package habitue.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  void what_is_copied_is_for_its_owner_alone() throws Exception {
    Path data = folder.resolve("data");
    try (var server = RunningServer.serving(data, Map.of())) {
      assertThat(server.get("/actuator/health", "").statusCode()).isEqualTo(200);
    }
    run("backup", "--data", data.toString(), at("backup"));
    run("restore", at("backup"), "--data", at("restored"), "--no-erasures");
    run("tables", "--data", data.toString(), "--parquet", at("tables"), "--snapshot", at("snap"));
    for (String made : List.of("backup", "restored", "tables", "snap")) {
      try (Stream<Path> all = Files.walk(folder.resolve(made))) {
        assertThat(all)
            .isNotEmpty()
            .allSatisfy(each ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .as(each.toString())
                    .endsWith("------"));
      }
    }
  }

  @Test
  void a_folder_without_data_is_refused_and_nothing_is_made_in_it() {
    for (List<String> command :
        List.of(
            List.of("backup", "--data", at("nothing"), at("backup")),
            List.of("tables", "--data", at("nothing"), "--snapshot", at("snap")),
            List.of("verify", "--data", at("nothing")),
            List.of("playbook", "--data", at("nothing"), at("rules")))) {
      assertThat(run(command.toArray(String[]::new))).contains("There is no data in");
      assertThat(folder).isEmptyDirectory();
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
