package habitue.server.collect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes on a socket that no honest client sends. */
class BrokenHttpTest {
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withFakeDoor(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String say(String bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "POST /v1/track HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /static/..%2f..%2fetc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /static/%252e%252e/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /api/status;x=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET //api/status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /api/customers/a%00b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
        "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/track HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      })
  void is_refused_and_learns_nothing(String bytes) throws IOException {
    String answer = say(bytes);
    assertThat(answer).matches("(?s)HTTP/1\\.1 (30[0-9]|40[0-9]|505) .*");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .doesNotContain("tomcat", "exception", "java.", "root:");
  }

  @Test
  void a_header_line_cannot_be_smuggled_in_by_an_origin() throws IOException {
    String answer =
        say(
            "OPTIONS /v1/t HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: "
                + RunningServer.SHOP
                + "%0d%0aSet-Cookie: a=b\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("Set-Cookie");
  }

  /** Connections without a key that begin a large body and let it wait. */
  private static List<Socket> halfSent(int count, int bytes) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    String head = "POST /v1/t HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n";
    for (int i = 0; i < count; i++) {
      var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      sockets.add(socket);
      begin(socket, head + " ".repeat(bytes));
    }
    return sockets;
  }

  private static void begin(Socket socket, String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException refused) {
      // There was no room for it, which is answered before it is whole.
    }
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static HttpResponse<String> withKeyInBody() {
    String event =
        "{\"writeKey\":\"%s\",\"anonymousId\":\"a\",\"event\":\"Seen\"}"
            .formatted(RunningServer.BROWSER_KEY);
    return server.send(server.request("/v1/t").POST(HttpRequest.BodyPublishers.ofString(event)));
  }

  @Test
  void bodies_that_are_only_announced_take_no_room() throws IOException {
    List<Socket> waiting = halfSent(100, 10);
    assertThat(withKeyInBody().statusCode()).isEqualTo(200);
    close(waiting);
  }

  @Test
  void bodies_without_a_key_hold_up_nobody_who_shows_one() throws Exception {
    List<Socket> waiting = halfSent(160, 260_000);
    String event = "{\"userId\":\"u\",\"event\":\"Seen\"}";
    for (int i = 0; i < 20; i++) {
      assertThat(server.post(RunningServer.SERVER_KEY, "/v1/track", event).statusCode())
          .isEqualTo(200);
      Thread.sleep(50);
    }
    close(waiting);
  }

  @Test
  void a_body_that_never_comes_is_not_waited_for() throws IOException {
    String credentials = RunningServer.basic(RunningServer.SERVER_KEY);
    String answer =
        say(
            "POST /v1/track HTTP/1.1\r\nHost: a\r\nAuthorization: "
                + credentials
                + "\r\nContent-Length: 100\r\n\r\n{\"userId\"");
    assertThat(answer).startsWith("HTTP/1.1 408").contains("slow_body");
  }
}
