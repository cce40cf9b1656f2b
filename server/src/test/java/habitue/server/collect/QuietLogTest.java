package habitue.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import habitue.server.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever people and strangers send, no line of the log repeats it. */
class QuietLogTest {
  private static final String PERSON = "jeanne.dupont@example.org";

  @Test
  void nothing_of_a_person_or_a_secret_is_logged(@TempDir Path folder) throws IOException {
    var lines = new ListAppender<ILoggingEvent>();
    try (RunningServer server = RunningServer.withStore(folder)) {
      lines.start();
      root().addAppender(lines);
      provoke(server);
    } finally {
      root().detachAppender(lines);
    }
    assertThat(lines.list)
        .extracting(QuietLogTest::text)
        .noneMatch(line -> line.contains("jeanne"))
        .noneMatch(line -> line.contains(RunningServer.SERVER_KEY))
        .noneMatch(line -> line.contains(RunningServer.ADMIN_TOKEN))
        .noneMatch(line -> line.contains(RunningServer.PASSWORD));
  }

  private static void provoke(RunningServer server) throws IOException {
    for (String json :
        List.of(
            "{\"userId\":\"" + PERSON + "\"}",
            "{\"userId\":{\"" + PERSON + "\":",
            "{\"userId\":\"" + PERSON + "\",\"timestamp\":\"" + PERSON + "\"}")) {
      server.post(RunningServer.SERVER_KEY, "/v1/page", json);
      server.api("POST", "/api/customers/lookup", json);
      server.api("POST", "/api/customers/search", "{\"limit\":\"" + PERSON + "\"}");
    }
    server.api("GET", "/api/customers/email:" + PERSON, "");
    server.api("GET", "/api/customers/userId:" + PERSON + "/timeline?limit=" + PERSON, "");
    server.send(
        server
            .request("/sign-in")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "username=" + PERSON + "&password=" + RunningServer.PASSWORD)));
    for (String raw :
        List.of(
            PERSON + " / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /{" + PERSON + "} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: " + PERSON + "\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nCookie: =\""
                + PERSON
                + "\r\nConnection: close\r\n\r\n")) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
        socket.getInputStream().readAllBytes();
      }
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static String text(ILoggingEvent event) {
    var text = new StringBuilder(event.getFormattedMessage());
    for (@Nullable IThrowableProxy each = event.getThrowableProxy();
        each != null;
        each = each.getCause()) {
      text.append('\n').append(each.getMessage());
    }
    return text.toString();
  }
}
