package habitue.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown to be copied works as it stands. */
class SnippetsTest {
  private static final String CLASS =
      """
      import com.segment.analytics.Analytics;
      import com.segment.analytics.messages.TrackMessage;
      import java.util.Map;

      public class Shop implements Runnable {
        public void run() {
          {code}
        }
      }
      """;

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private final HttpServer listener = listener();

  private static HttpServer listener() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void listen() {
    listener.createContext("/", this::take);
    listener.start();
  }

  @AfterEach
  void stop() {
    listener.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    byte[] answer = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Test
  void the_java_one_compiles_and_sends(@TempDir Path folder) throws Exception {
    String host = "http://127.0.0.1:" + listener.getAddress().getPort();
    compile(snippet(host, "Java"), folder);
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var shop = (Runnable) loader.loadClass("Shop").getDeclaredConstructor().newInstance();
      shop.run();
    }
    assertThat(arrived.poll(30, TimeUnit.SECONDS))
        .startsWith("POST /v1/batch ")
        .contains(
            "\"writeKey\":\"YOUR_WRITE_KEY\"",
            "\"event\":\"Product Viewed\"",
            "\"userId\":\"12682\"",
            "\"categoryPreferences\":{",
            "\"Advertising\":false");
  }

  @Test
  void each_passes_on_what_people_agreed_to() {
    assertThat(Snippets.of("https://habitue.example").all())
        .allSatisfy(snippet ->
            assertThat(snippet.code()).contains("categoryPreferences", "Analytics", "Advertising"));
  }

  @Test
  void addresses_are_the_readers_own() {
    assertThat(snippet("https://habitue.example", "curl"))
        .startsWith("curl https://habitue.example/v1/track -u YOUR_WRITE_KEY:");
    assertThat(snippet("https://habitue.example", "Node"))
        .contains("host: 'https://habitue.example'");
    assertThat(snippet("https://habitue.example", "JavaScript"))
        .contains("cdnURL: 'https://habitue.example'")
        .contains("apiHost: 'habitue.example/v1', protocol: 'https'");
  }

  private static String snippet(String host, String title) {
    return Snippets.of(host).all().stream()
        .filter(snippet -> snippet.title().equals(title))
        .findFirst()
        .orElseThrow()
        .code();
  }

  private static void compile(String code, Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var source =
        new SimpleJavaFileObject(
            URI.create("string:///Shop.java"), SimpleJavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return CLASS.replace("{code}", code);
          }
        };
    var said = new StringWriter();
    boolean done =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                List.of(source))
            .call();
    assertThat(done).as("%s", said).isTrue();
  }
}
