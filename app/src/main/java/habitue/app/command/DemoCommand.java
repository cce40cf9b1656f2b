package habitue.app.command;

import habitue.app.demo.DemoPlaybook;
import habitue.app.demo.DemoShop;
import habitue.app.demo.PointsSummary;
import habitue.app.demo.Shift;
import habitue.app.demo.StandingSummary;
import habitue.app.house.Brand;
import habitue.app.house.Fitter;
import habitue.app.house.House;
import habitue.app.load.Progress;
import habitue.app.load.StreamImport;
import habitue.engine.Context;
import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.outreach.webhook.WebhookOptions;
import habitue.playbook.Playbook;
import habitue.server.Address;
import habitue.server.people.PeopleOptions;
import habitue.store.Options;
import habitue.store.PublishedPlaybook;
import habitue.store.Settings;
import habitue.store.journal.Json;
import habitue.warehouse.report.Summary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads a real shop's real year, and opens the console on it. */
@Command(
    name = "demo",
    description = "Loads a real shop with 4,372 known customers and opens the console on it.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final Source SHOP =
      new Source(1_000_001, "online-retail", Trust.IMPORT, "uk", "web");
  private static final Brand BRAND = new Brand("Online Retail", "GBP", ZoneId.of("Europe/London"));
  private static final long MESSAGES = 31_282;
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @Option(names = "--data", paramLabel = "DIR", description = "Where its data is kept.")
  private Path data = Path.of("habitue-data", "demo");

  @Option(names = "--port", description = "Port of the console (default ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(names = "--no-serve", description = "Load it, print the summary, and exit.")
  private boolean noServe;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  @Option(
      names = "--original-dates",
      description = {
        "Leave the dates of 2010 and 2011, and hold the clock after the last order.",
        "A folder stays as it was first loaded."
      })
  private boolean originalDates;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long began = System.nanoTime();
    Address address = Address.local(port);
    DemoShop shop = DemoShop.open(Home.path().resolve("demo").resolve("online-retail.bin.gz"));
    var year = new DemoYear(shop, originalDates);
    Progress progress = Progress.standard();
    Options options = Options.of(settings -> context(settings, year)).at(year);
    try (House house = House.open(data, options, progress)) {
      if (!noServe) {
        Serving.refuseTaken(address);
      }
      house.warehouse().follow();
      load(house, shop, year, progress);
    }
    // Opened anew, everyone is judged by the fits of the past.
    try (House house = House.open(data, options, progress)) {
      Summary.Totals totals = summary(house, shop.midnight(year.shift()));
      Fields standing = StandingSummary.of(house, shop.midnight(year.shift()));
      Fields points = PointsSummary.of(house, shop.midnight(year.shift()));
      print(
          totals, List.of(standing, points), year.shift(), (System.nanoTime() - began) / 1_000_000);
      if (!noServe) {
        Serving.run(house, address, year, WebhookOptions.USUAL, PeopleOptions.USUAL);
      }
      return 0;
    }
  }

  /** The folder's year is chosen before anything asks for the time. */
  private static Context context(Settings settings, DemoYear year) {
    year.choose(settings);
    if (PublishedPlaybook.version(settings) > 0) {
      return BRAND.keep(settings);
    }
    Playbook playbook =
        DemoPlaybook.read(Home.path().resolve("demo").resolve("playbook"), year.shift());
    var by = new PublishedPlaybook.By("demo", PublishedPlaybook.Origin.FOLDER, Instant.now());
    return BRAND.publish(settings, playbook, by);
  }

  private static void load(House house, DemoShop shop, DemoYear year, Progress progress) {
    Settings settings = house.store().settings();
    if (year.loaded(settings)) {
      return;
    }
    try (var _ = house.store().holdRefolds();
        var messages = shop.messages(year.shift())) {
      new StreamImport(house.store(), SHOP, year, progress)
          .run(
              "Online Retail",
              messages.map(text -> Json.object(text.getBytes(StandardCharsets.UTF_8))).iterator(),
              MESSAGES);
    }
    settle(house);
    Fitter.fitThePast(house, shop.lastOrder(year.shift()));
    year.markLoaded(settings);
  }

  private static void settle(House house) {
    if (!house.store().settle(PATIENCE)) {
      throw new IllegalStateException("the engine did not come to the end of the history");
    }
    house.warehouse().catchUp();
  }

  private static Summary.Totals summary(House house, Instant midnight) {
    settle(house);
    return new Summary(house.warehouse().readers()).totals(midnight);
  }

  private void print(Summary.Totals totals, List<Fields> more, Shift shift, long millis) {
    Fields summary =
        Fields.NONE
            .with("customers_known", totals.customersKnown())
            .with("orders_known", totals.ordersKnown())
            .with("gross_known", Value.of(totals.grossKnown().setScale(2)))
            .with("invoices_guest", totals.invoicesGuest())
            .with("refunds_unmatched", totals.refundsUnmatched())
            .with("events", totals.events())
            .with("seconds", Value.of(BigDecimal.valueOf(millis, 3)))
            .with("weeks_shifted", shift.weeks());
    for (Fields each : more) {
      for (Map.Entry<String, Value> said : each.values().entrySet()) {
        summary = summary.with(said.getKey(), said.getValue());
      }
    }
    if (json) {
      System.out.println(Json.text(summary));
    } else {
      System.out.printf(
          "Online Retail, a gift shop in the United Kingdom: %,d known customers, %,d orders worth"
              + " %,.2f GBP before cancellations, %,d guest invoices. Dates are moved forward by %d"
              + " weeks. Loaded and folded in %.1f s.%n",
          totals.customersKnown(),
          totals.ordersKnown(),
          totals.grossKnown(),
          totals.invoicesGuest(),
          shift.weeks(),
          millis / 1e3);
    }
  }
}
