package habitue.server;

import habitue.model.Trust;
import habitue.server.collect.Sources;
import habitue.server.security.Credentials;
import habitue.server.security.Hashes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A started server with a store made by hand behind it, and the means to talk to it. */
public final class RunningServer implements AutoCloseable {
  public static final String SERVER_KEY = "hbs_server_key_for_tests";
  public static final String BROWSER_KEY = "hbb_browser_key_for_tests";
  public static final String OTHER_BROWSER_KEY = "hbb_other_browser_key";
  public static final String ADMIN_TOKEN = "hba_admin_token_for_tests";
  public static final String PASSWORD = "a password for tests";
  public static final String SHOP = "https://shop.example";

  private static final String PASSWORD_HASH = new BCryptPasswordEncoder(4).encode(PASSWORD);

  public final FakeStore store = new FakeStore();
  public final MovableClock clock = new MovableClock();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HabitueServer server;

  public RunningServer() {
    var sources = new Sources(store);
    sources.declare("server", Trust.SERVER, "uk", "web", List.of(), SERVER_KEY);
    sources.declare("website", Trust.BROWSER, "uk", "web", List.of(SHOP), BROWSER_KEY);
    List<String> elsewhere = List.of("https://other.example");
    sources.declare("other", Trust.BROWSER, "fr", "web", elsewhere, OTHER_BROWSER_KEY);
    var credentials = new Credentials(Hashes.sha256(ADMIN_TOKEN), PASSWORD_HASH);
    var parts = new ServerParts(credentials, store, store, store, store, clock, store.others());
    this.server = HabitueServer.start(parts, Address.local(0));
  }

  public int port() {
    return server.port();
  }

  public ConfigurableApplicationContext context() {
    return server.context();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Posts JSON to events in, with a write key as the client libraries do. */
  public HttpResponse<String> post(String key, String path, String json) {
    return send(
        request(path)
            .header("Authorization", basic(key))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Asks the API with the admin token. */
  public HttpResponse<String> api(String method, String path, String json) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json)));
  }

  public static String basic(String key) {
    byte[] user = (key + ":").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(user);
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
