package habitue.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import habitue.engine.Context;
import habitue.model.Body;
import habitue.model.Rates;
import habitue.model.Slots;
import habitue.store.Options;
import habitue.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** How the ids of what Segment's client sends begin. */
  private static final String SEGMENTS = "s";

  @TempDir Path folder;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void nothing_acknowledged_is_lost_or_doubled_however_often_it_is_killed() throws Exception {
    int kills = Integer.getInteger("kills", 20);
    var random = new Random(Long.getLong("seed", 7));
    var server = new AtomicReference<>(start(RunningServer.freePort()));
    Analytics segment = segment(server.get());
    List<Thread> senders =
        Stream.concat(
                IntStream.range(0, SENDERS).mapToObj(_ -> sender(server)),
                Stream.of(sender(segment)))
            .toList();
    for (int i = 0; i < kills; i++) {
      server.get().awaitReady();
      Thread.sleep(100 + random.nextInt(700));
      server.get().kill();
      server.set(start(server.get().port()));
    }
    server.get().awaitReady();
    over.set(true);
    for (Thread sender : senders) {
      sender.join();
    }
    server.get().kill();
    segment.shutdown();
    Map<String, Integer> kept = kept();
    assertThat(acknowledged)
        .hasSizeGreaterThan(kills * BATCH)
        .anyMatch(id -> id.startsWith(SEGMENTS));
    assertThat(kept.keySet()).containsAll(acknowledged);
    assertThat(kept.values()).allMatch(times -> times == 1);
  }

  /** Segment's own client, which nobody here wrote: by its word too what it was told is safe. */
  private Analytics segment(RunningServer server) {
    return Analytics.builder(KEY)
        .setUploadURL(server.uri("/v1/batch").toString())
        .flushQueueSize(BATCH)
        .flushInterval(1, TimeUnit.SECONDS)
        // What gets no answer it sends again a quarter of a minute later, under the same id: other
        // batches go on meanwhile.
        .networkExecutor(
            Executors.newFixedThreadPool(SENDERS, Thread.ofPlatform().daemon().factory()))
        .callback(
            new Callback() {
              @Override
              public void success(Message message) {
                acknowledged.add(message.messageId());
              }

              @Override
              public void failure(Message message, Throwable failure) {
                // Nothing is promised of it.
              }
            })
        .build();
  }

  private Thread sender(Analytics segment) {
    return Thread.ofPlatform()
        .start(() -> {
          while (!over.get()) {
            long number = sent.incrementAndGet();
            segment.enqueue(
                TrackMessage.builder("Product Viewed")
                    .messageId(SEGMENTS + number)
                    .userId("u" + number % 50)
                    .properties(Map.of("product_id", "p1")));
            pause();
          }
        });
  }

  /** Sends batches; one that gets no answer is sent again, as clients do. */
  private Thread sender(AtomicReference<RunningServer> server) {
    return Thread.ofPlatform()
        .start(() -> {
          while (!over.get()) {
            List<String> ids =
                IntStream.range(0, BATCH).mapToObj(_ -> "m" + sent.incrementAndGet()).toList();
            while (!over.get() && !send(server.get(), ids)) {
              pause();
            }
          }
        });
  }

  private boolean send(RunningServer server, List<String> ids) {
    String batch =
        ids.stream()
            .map(id ->
                """
                {"type":"track","event":"Product Viewed","messageId":"%s","userId":"u%d",
                 "properties":{"product_id":"p1"}}\
                """
                    .formatted(id, id.hashCode() % 50))
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    try {
      if (server.post("/v1/batch", KEY, batch).statusCode() == 200) {
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

  private RunningServer start(int port) {
    return RunningServer.start(folder, port, Map.of("HABITUE_WRITE_KEY", KEY));
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
