package habitue.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who watch what happens leave as they like. */
class LiveStreamTest {

  @Test
  void browsers_go_away_and_the_server_stops_without_a_word(@TempDir Path folder)
      throws IOException, InterruptedException {
    List<Throwable> escaped = new CopyOnWriteArrayList<>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, trouble) -> escaped.add(trouble));
    long closing;
    try {
      try (var server = RunningServer.whole(folder)) {
        String session = new Visitor(server).admin().session();
        for (int i = 0; i < 3; i++) {
          slam(watching(server, session));
        }
        Socket stays = watching(server, session);
        for (int i = 0; i < 5; i++) {
          String event = "{\"userId\":\"u%d\",\"event\":\"Seen\"}".formatted(i);
          server.post(RunningServer.SERVER_KEY, "/v1/track", event);
          Thread.sleep(1_000);
        }
        assertThat(stays.isConnected()).isTrue();
        closing = System.nanoTime();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(9));
      for (int i = 0; i < 50 && polls(); i++) {
        Thread.sleep(100);
      }
      assertThat(polls()).as("nobody asks closed tables on").isFalse();
      assertThat(escaped).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private static boolean polls() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("live"));
  }

  private static Socket watching(RunningServer server, String session) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String request =
        "GET /live HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nCookie: habitue=%s\r\n\r\n"
            .formatted(session);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.setSoTimeout(20_000);
    InputStream from = socket.getInputStream();
    var heard = new StringBuilder();
    while (heard.indexOf("event:open") < 0) {
      int next = from.read();
      assertThat(next).as(heard.toString()).isNotNegative();
      heard.append((char) next);
    }
    return socket;
  }

  /** As when the lid of a laptop closes: no goodbye. */
  private static void slam(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
