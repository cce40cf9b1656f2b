package habitue.app;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.model.Body;
import habitue.model.Rates;
import habitue.model.Slots;
import habitue.store.Options;
import habitue.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real server again and again while clients send: what any of them was told is safe is
 * there afterwards, once. {@code -Dkills=} says how often, {@code -Dseed=} when.
 */
class KillTest {
  private static final String KEY = "kill-test-server-key";
  private static final int BATCH = 20;
  private static final int SENDERS = 4;

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void nothing_acknowledged_is_lost_or_doubled_however_often_it_is_killed() throws Exception {
    int kills = Integer.getInteger("kills", 20);
    var random = new Random(Long.getLong("seed", 7));
    int port = freePort();
    Process server = start(port);
    List<Thread> senders = IntStream.range(0, SENDERS).mapToObj(_ -> sender(port)).toList();
    for (int i = 0; i < kills; i++) {
      awaitReady(server, port);
      Thread.sleep(100 + random.nextInt(700));
      server.destroyForcibly().waitFor();
      server = start(port);
    }
    awaitReady(server, port);
    over.set(true);
    for (Thread sender : senders) {
      sender.join();
    }
    server.destroyForcibly().waitFor();
    Map<String, Integer> kept = kept();
    assertThat(acknowledged).hasSizeGreaterThan(kills * BATCH);
    assertThat(kept.keySet()).containsAll(acknowledged);
    assertThat(kept.values()).allMatch(times -> times == 1);
  }

  /** Sends batches; one that gets no answer is sent again, as clients do. */
  private Thread sender(int port) {
    return Thread.ofPlatform()
        .start(() -> {
          while (!over.get()) {
            List<String> ids =
                IntStream.range(0, BATCH).mapToObj(_ -> "m" + sent.incrementAndGet()).toList();
            while (!over.get() && !send(port, ids)) {
              pause();
            }
          }
        });
  }

  private boolean send(int port, List<String> ids) {
    String batch =
        ids.stream()
            .map(id ->
                """
                {"type":"track","event":"Product Viewed","messageId":"%s","userId":"u%d",
                 "properties":{"product_id":"p1"}}\
                """
                    .formatted(id, id.hashCode() % 50))
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    String key = Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(uri(port, "/v1/batch"))
            .header("Authorization", "Basic " + key)
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.ofString(batch))
            .build();
    try {
      if (client.send(request, BodyHandlers.ofString()).statusCode() == 200) {
        acknowledged.addAll(ids);
        return true;
      }
      return false;
    } catch (IOException killed) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Map<String, Integer> kept() {
    var context = new Context("", "EUR", ZoneId.of("UTC"), Rates.NONE);
    var kept = new HashMap<String, Integer>();
    try (Store store = Store.open(folder, Options.of(context))) {
      assertThat(store.settle(Duration.ofMinutes(2))).isTrue();
      assertThat(store.verify().records()).isPositive();
      for (int slot = 0; slot < Slots.COUNT; slot++) {
        store
            .reader()
            .records(
                slot,
                0,
                record -> {
                  if (record.body() instanceof Body.Happened(var event)) {
                    kept.merge(event.message().text("messageId").orElseThrow(), 1, Integer::sum);
                  }
                });
      }
      assertThat(store.status().processed()).isEqualTo(kept.size());
    }
    return kept;
  }

  private Process start(int port) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "habitue.app.Main",
            "serve",
            "--data",
            folder.toString(),
            "--port",
            Integer.toString(port)));
    var builder = new ProcessBuilder(command);
    builder.environment().put("HABITUE_WRITE_KEY", KEY);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }

  private void awaitReady(Process server, int port) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(port, "/actuator/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    for (int tries = 0; tries < 1_200; tries++) {
      assertThat(server.isAlive()).as("the server runs").isTrue();
      try {
        if (client.send(request, BodyHandlers.ofString()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It is still starting.
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the server did not start within a minute");
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
