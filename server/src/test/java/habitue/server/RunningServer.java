package habitue.server;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.model.Fields;
import habitue.model.Rates;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.outreach.webhook.WebhookOptions;
import habitue.outreach.webhook.Webhooks;
import habitue.playbook.Playbook;
import habitue.server.api.CopiesFolder;
import habitue.server.collect.Sources;
import habitue.server.collect.StoredSources;
import habitue.server.console.ConsoleData;
import habitue.server.console.FakeConsole;
import habitue.server.desk.Desk;
import habitue.server.metrics.TablesLag;
import habitue.server.people.PeopleOptions;
import habitue.server.people.SeedSeal;
import habitue.server.privacy.ErasedRows;
import habitue.server.security.Credentials;
import habitue.server.security.Hashes;
import habitue.server.sieve.Counts;
import habitue.store.Options;
import habitue.store.PublishedPlaybook;
import habitue.store.Settings;
import habitue.store.Store;
import habitue.store.journal.Json;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import habitue.warehouse.report.Conclusions;
import habitue.warehouse.report.CustomerList;
import habitue.warehouse.report.Forecasts;
import habitue.warehouse.report.Points;
import habitue.warehouse.report.Standings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  public static final Context BRAND =
      new Context("Test", "GBP", ZoneId.of("Europe/London"), Rates.NONE);

  public final FakeDoor door = new FakeDoor();
  public final MovableClock clock = new MovableClock();
  public final Store store;
  public final Sources sources;
  private final Warehouse warehouse;
  private final Webhooks webhooks;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HabitueServer server;

  /** A server whose events stay at a door in memory. */
  public static RunningServer withFakeDoor(Path folder) {
    return new RunningServer(folder, true, false, PeopleOptions.USUAL);
  }

  /** A server whose events go all the way. */
  public static RunningServer withStore(Path folder) {
    return new RunningServer(folder, false, false, PeopleOptions.USUAL);
  }

  /** A server whose console shows what came in, rather than a shop made by hand. */
  public static RunningServer whole(Path folder) {
    return new RunningServer(folder, false, true, PeopleOptions.USUAL);
  }

  /** A whole server that believes it is another time when it opens. */
  public static RunningServer wholeAt(Path folder, Instant time) {
    Duration moved = Duration.between(Instant.now(), time);
    WebhookOptions targets = WebhookOptions.USUAL.toAnywhere();
    PeopleOptions people = PeopleOptions.USUAL;
    return new RunningServer(folder, false, true, people, targets, Address.local(0), moved);
  }

  /** A server whose people sign in as these options say. */
  public static RunningServer with(Path folder, PeopleOptions people) {
    return new RunningServer(folder, true, false, people);
  }

  /** A server that goes all the way and sends facts to public addresses only. */
  public static RunningServer guarded(Path folder) {
    return new RunningServer(folder, false, true, PeopleOptions.USUAL, WebhookOptions.USUAL);
  }

  /** A server of which something stands in front. */
  public static RunningServer at(Path folder, Address address) {
    WebhookOptions targets = WebhookOptions.USUAL;
    return new RunningServer(
        folder, false, true, PeopleOptions.USUAL, targets, address, Duration.ZERO);
  }

  private RunningServer(Path folder, boolean fake, boolean whole, PeopleOptions people) {
    this(folder, fake, whole, people, WebhookOptions.USUAL.toAnywhere());
  }

  private RunningServer(
      Path folder, boolean fake, boolean whole, PeopleOptions people, WebhookOptions targets) {
    this(folder, fake, whole, people, targets, Address.local(0), Duration.ZERO);
  }

  private RunningServer(
      Path folder,
      boolean fake,
      boolean whole,
      PeopleOptions people,
      WebhookOptions targets,
      Address address,
      Duration moved) {
    clock.move(moved);
    this.store = Store.open(folder.resolve("store"), Options.of(RunningServer::brand).at(clock));
    this.warehouse =
        Warehouse.open(
            folder.resolve("warehouse.db"), store.feed(), WarehouseOptions.of(store::context));
    this.sources = new Sources(new StoredSources(store.settings()), clock);
    sources.declare("server", Trust.SERVER, "uk", "web", List.of(), SERVER_KEY);
    sources.declare("website", Trust.BROWSER, "uk", "web", List.of(SHOP), BROWSER_KEY);
    List<String> elsewhere = List.of("https://other.example");
    sources.declare("other", Trust.BROWSER, "fr", "web", elsewhere, OTHER_BROWSER_KEY);
    var credentials = new Credentials(Hashes.sha256(ADMIN_TOKEN), PASSWORD_HASH);
    ErasedRows erased = warehouse::forgot;
    this.webhooks = Webhooks.open(store.outgoing(), store.settings(), targets, clock);
    var counts = new Counts(store.settings(), clock);
    ConsoleData console =
        whole ? new Desk(store, warehouse, sources, counts, folder, clock) : new FakeConsole();
    TablesLag lag = now -> warehouse.lag().behind(now);
    var customers = new CustomerList(warehouse.readers());
    var forecasts = new Forecasts(warehouse.readers());
    var conclusions = new Conclusions(warehouse.readers());
    Object[] others = {
      BRAND,
      new CopiesFolder(folder),
      console,
      webhooks,
      erased,
      lag,
      people,
      SeedSeal.in(folder),
      counts,
      forecasts,
      conclusions,
      warehouse,
      warehouse.learntOrders(),
      new Standings(warehouse.readers(), BRAND.zone()),
      new Points(warehouse.readers(), BRAND.zone())
    };
    var parts = ServerParts.of(credentials, store, sources, customers, clock, others);
    if (fake) {
      parts =
          new ServerParts(
              credentials, store, door, sources, door, customers, clock, List.of(others));
    }
    this.server = HabitueServer.start(parts, address);
  }

  /** By the playbook that was published last, if any was. */
  private static Context brand(Settings settings) {
    if (PublishedPlaybook.version(settings) == 0) {
      return BRAND;
    }
    Playbook playbook = PublishedPlaybook.of(settings).playbook();
    return new Context(BRAND.brand(), BRAND.currency(), BRAND.zone(), playbook.rates(), playbook);
  }

  /** Waits until everything taken is worked on and listed. */
  public void settle() {
    if (!store.settle(Duration.ofSeconds(30))) {
      throw new IllegalStateException("the store does not settle");
    }
    warehouse.catchUp();
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
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** An answer that is still being written, line by line. */
  Stream<String> lines(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofLines()).body();
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Saves an answer to a file; its status. */
  public int download(HttpRequest.Builder request, Path to)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofFile(to)).statusCode();
  }

  /** Posts JSON to events in, with a write key as the client libraries do. */
  public HttpResponse<String> post(String key, String path, String json) {
    return send(
        request(path)
            .header("Authorization", basic(key))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Puts a playbook of these files into force. */
  public void publish(Map<String, String> files) {
    Fields texts = Fields.NONE;
    for (Map.Entry<String, String> file : files.entrySet()) {
      texts = texts.with(file.getKey(), file.getValue());
    }
    byte[] inForce = api("GET", "/api/playbook", "").body().getBytes(StandardCharsets.UTF_8);
    Value base = Json.object(inForce).value("version").orElseThrow();
    String body = Json.text(Fields.of("base", base).with("files", texts));
    HttpResponse<String> published = api("PUT", "/api/playbook", body);
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
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
    webhooks.close();
    warehouse.close();
    store.close();
  }
}
