package habitue.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import habitue.server.RunningServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segment's own Java client, which nobody here wrote, is a client. */
class SegmentClientTest {

  /** Hears from the client what became of each message. */
  private static final class Told implements Callback {
    private final CountDownLatch all;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Told(int messages) {
      this.all = new CountDownLatch(messages);
    }

    @Override
    public void success(Message message) {
      all.countDown();
    }

    @Override
    public void failure(Message message, Throwable failure) {
      failures.add(failure);
      all.countDown();
    }
  }

  @Test
  void its_events_arrive_live(@TempDir Path folder) throws InterruptedException {
    try (RunningServer server = RunningServer.withFakeDoor(folder)) {
      var told = new Told(201);
      Analytics analytics =
          Analytics.builder(RunningServer.SERVER_KEY)
              .setUploadURL("http://127.0.0.1:" + server.port() + "/v1/batch")
              .callback(told)
              .build();
      analytics.enqueue(
          IdentifyMessage.builder().userId("ada").traits(Map.of("name", "Ada Lovelace")));
      for (int i = 0; i < 200; i++) {
        analytics.enqueue(
            TrackMessage.builder("Order Completed")
                .userId("ada")
                .properties(Map.of("order_id", "o" + i, "revenue", 12.5, "currency", "EUR")));
      }
      analytics.flush();
      assertThat(told.all.await(60, TimeUnit.SECONDS)).isTrue();
      analytics.shutdown();
      assertThat(told.failures).isEmpty();
      assertThat(server.door.filed()).hasSize(201).noneMatch(each -> each.history());
      var order = server.door.lastFiled().message();
      assertThat(order.fields("properties").text("revenue")).contains("12.5");
      assertThat(order.fields("context").fields("library").text("name")).contains("analytics-java");
    }
  }

  /** Its default address is /v1/import/, which is history. */
  @Test
  void left_at_its_default_address_its_events_are_history(@TempDir Path folder)
      throws InterruptedException {
    try (RunningServer server = RunningServer.withFakeDoor(folder)) {
      var told = new Told(1);
      Analytics analytics =
          Analytics.builder(RunningServer.SERVER_KEY)
              .endpoint("http://127.0.0.1:" + server.port())
              .callback(told)
              .build();
      analytics.enqueue(TrackMessage.builder("Till Opened").userId("ada"));
      analytics.flush();
      assertThat(told.all.await(60, TimeUnit.SECONDS)).isTrue();
      analytics.shutdown();
      assertThat(server.door.lastFiled().history()).isTrue();
    }
  }
}
