package habitue.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import habitue.model.Body;
import habitue.model.Slots;
import habitue.server.RunningServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Whole and broken requests over every call of the description: none fails, nothing that was taken
 * is lost or doubled, and nothing of a person or a secret is in the log. {@code -Dfuzz.requests=N},
 * {@code -Dfuzz.seed=S} and {@code -Dfuzz.first=I} send others, or one again.
 */
class FuzzTest {
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 100_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_127L);
  private static final long FIRST = Long.getLong("fuzz.first", 0);

  @Test
  void nothing_fails_nothing_is_lost_and_nothing_is_told(@TempDir Path folder) throws Exception {
    var lines = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    try (RunningServer server = RunningServer.whole(folder)) {
      var planted = new Planted(server);
      var description = new Description(server.send(server.request("/openapi.json")).body());
      lines.start();
      root.addAppender(lines);
      var run = new Run(new Requests(description, planted, SEED), server.port(), SEED);
      run.send(FIRST, REQUESTS);
      assertThat(run.failures()).isEmpty();
      assertThat(run.reached())
          .containsAll(description.calls().stream().map(Object::toString).toList());
      stillServes(server, planted);
      assertThat(lost(run, kept(server))).isEmpty();
      assertThat(lines.list)
          .extracting(FuzzTest::whole)
          .allSatisfy(line -> assertThat(line).doesNotContain(planted.hidden()));
    } finally {
      root.detachAppender(lines);
    }
  }

  private static String whole(ILoggingEvent line) {
    return line.getFormattedMessage() + ThrowableProxyUtil.asString(line.getThrowableProxy());
  }

  private static void stillServes(RunningServer server, Planted planted) {
    assertThat(server.send(server.request("/actuator/health")).body())
        .isEqualTo("{\"status\":\"UP\"}");
    String event = "{\"userId\":\"last\",\"messageId\":\"last\",\"event\":\"Product Viewed\"}";
    assertThat(server.post(planted.serverKey, "/v1/track", event).statusCode()).isEqualTo(200);
    server.settle();
    String bearer = "Bearer " + planted.all;
    var asked = server.request("/api/customers/userId:last").header("Authorization", bearer);
    assertThat(server.send(asked).statusCode()).isEqualTo(200);
    assertThat(server.store.status().halted()).isZero();
  }

  private static Map<String, Integer> kept(RunningServer server) {
    Map<String, Integer> kept = new HashMap<>();
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      server
          .store
          .reader()
          .records(
              slot,
              0,
              record -> {
                if (record.body() instanceof Body.Happened(var event)) {
                  String id = event.message().text("messageId").orElseThrow();
                  kept.merge(record.stamp().source().number() + " " + id, 1, Integer::sum);
                }
              });
    }
    return kept;
  }

  private static List<String> lost(Run run, Map<String, Integer> kept) {
    assertThat(kept.entrySet().stream().filter(each -> each.getValue() > 1).limit(20)).isEmpty();
    Set<String> ids =
        kept.keySet().stream()
            .map(key -> key.substring(key.indexOf(' ') + 1))
            .collect(Collectors.toSet());
    return run.taken().stream().filter(id -> !ids.contains(id)).limit(20).toList();
  }
}
