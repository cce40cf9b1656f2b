package habitue.app.command;

import habitue.app.house.Fitter;
import habitue.app.house.House;
import habitue.app.load.Refused;
import habitue.app.load.Terminal;
import habitue.model.Trust;
import habitue.outreach.webhook.WebhookOptions;
import habitue.outreach.webhook.Webhooks;
import habitue.server.Address;
import habitue.server.HabitueServer;
import habitue.server.ServerParts;
import habitue.server.api.CopiesFolder;
import habitue.server.collect.Sources;
import habitue.server.collect.StoredSources;
import habitue.server.desk.Desk;
import habitue.server.metrics.TablesLag;
import habitue.server.people.PeopleOptions;
import habitue.server.people.SeedSeal;
import habitue.server.privacy.ErasedRows;
import habitue.server.security.Secrets;
import habitue.server.sieve.Counts;
import habitue.server.sieve.Places;
import habitue.warehouse.report.Conclusions;
import habitue.warehouse.report.CustomerList;
import habitue.warehouse.report.Forecasts;
import habitue.warehouse.report.Points;
import habitue.warehouse.report.Standings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Runs a house's server until it is asked to stop. */
final class Serving {
  private Serving() {}

  /** Refuses an address where nobody can listen, in a sentence. */
  static void refuseTaken(Address address) {
    try (var tried = new ServerSocket()) {
      tried.setReuseAddress(true);
      tried.bind(new InetSocketAddress(address.host(), address.port()));
    } catch (IOException taken) {
      throw new Refused(
          "Nobody can listen at %s:%d (%s). Stop what does, or choose another with --port."
              .formatted(address.host(), address.port(), taken.getMessage()));
    }
  }

  static void run(
      House house,
      Address address,
      InstantSource clock,
      WebhookOptions sending,
      PeopleOptions people)
      throws InterruptedException {
    Sources sources = new Sources(new StoredSources(house.store().settings()), clock);
    Secrets secrets = secrets(house, sources);
    var customers = new CustomerList(house.warehouse().readers());
    var counts = new Counts(house.store().settings(), clock);
    var desk = new Desk(house.store(), house.warehouse(), sources, counts, house.folder(), clock);
    ErasedRows erased = house.warehouse()::forgot;
    TablesLag lag = now -> house.warehouse().lag().behind(now);
    Webhooks webhooks =
        Webhooks.open(house.store().outgoing(), house.store().settings(), sending, clock);
    ServerParts parts =
        ServerParts.of(
            secrets.credentials(),
            house.store(),
            sources,
            customers,
            clock,
            desk,
            webhooks,
            new Forecasts(house.warehouse().readers()),
            new Conclusions(house.warehouse().readers()),
            house.warehouse(),
            house.warehouse().learntOrders(),
            new Standings(house.warehouse().readers(), house.store().context().zone()),
            new Points(house.warehouse().readers(), house.store().context().zone()),
            counts,
            places(house.folder()),
            house.store().context(),
            people,
            SeedSeal.in(house.folder()),
            new CopiesFolder(house.folder().resolve("backups")),
            erased,
            lag);
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop, stopped)));
    try (counts;
        webhooks;
        var fitter = new Fitter(house, clock);
        HabitueServer server = HabitueServer.start(parts, address)) {
      greet(server, secrets, house.folder(), address);
      // Whoever waits for the server comes first: what works in the background begins now.
      house.store().work();
      house.store().sweeper().start();
      house.warehouse().follow();
      fitter.start();
      stop.await();
    } finally {
      stopped.countDown();
    }
  }

  private static Secrets secrets(House house, Sources sources) {
    Set<String> names =
        sources.all().stream().map(known -> known.source().name()).collect(Collectors.toSet());
    Secrets secrets =
        Secrets.open(house.store().settings(), house.folder(), names, System.getenv());
    secrets
        .writeKey()
        .ifPresent(key -> sources.declare(Secrets.SERVER, Trust.SERVER, "", "web", List.of(), key));
    secrets
        .browserKey()
        .ifPresent(
            key -> sources.declare(Secrets.BROWSER, Trust.BROWSER, "", "web", List.of("*"), key));
    return secrets;
  }

  /** The brand's table of places, where there is one beside the data. */
  private static Places places(Path folder) {
    Path table = folder.resolve("places.csv");
    return Files.exists(table) ? Places.read(table) : Places.NONE;
  }

  private static void end(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException now) {
      Thread.currentThread().interrupt();
    }
  }

  private static void greet(HabitueServer server, Secrets secrets, Path folder, Address address) {
    Optional<Path> written = secrets.show(Terminal.find().orElse(null), folder);
    written.ifPresent(file -> System.out.println("The new secrets are in " + file));
    System.out.printf(
        "Habitué is ready: http://%s:%d, sign in as admin. Ctrl-C stops it.%n",
        address.host(), server.port());
    System.out.flush();
  }
}
