package habitue.server.metrics;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a monitor reads of a server that is well, but for an event that was refused. */
class MetricsTest {
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(habitue_\\w+)");

  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    server.post(SERVER_KEY, "/v1/track", "{\"userId\":\"u\",\"event\":\"Product Viewed\"}");
    server.post(SERVER_KEY, "/v1/track", "{\"event\":\"of nobody\"}");
    server.post(SERVER_KEY, "/v1/track", "{");
    server.settle();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_lags_of_engine_and_tables_are_gauges() {
    assertThat(metrics())
        .contains("\nhabitue_engine_lag_events 0.0\n")
        .containsPattern("\nhabitue_tables_lag_seconds [0-9.]+\n");
  }

  @Test
  void what_needs_someone_is_a_gauge() {
    assertThat(metrics())
        .contains("\nhabitue_engine_refolding_customers 0.0\n")
        .contains("\nhabitue_engine_halted_entities 0.0\n")
        .contains("\nhabitue_engine_failed 0.0\n")
        .contains("\nhabitue_quarantined_events 2.0\n");
  }

  @Test
  void every_figure_the_documentation_names_is_there() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "operating", "metrics.md"));
    List<String> named =
        DOCUMENTED.matcher(page).results().map((MatchResult each) -> each.group(1)).toList();
    assertThat(named).hasSizeGreaterThan(5);
    String metrics = metrics();
    assertThat(named).allSatisfy(name -> assertThat(metrics).contains("# TYPE " + name + " "));
  }

  private static String metrics() {
    return server.api("GET", "/actuator/prometheus", "").body();
  }
}
