package habitue.app.command;

import habitue.app.house.Fitter;
import habitue.app.house.House;
import habitue.app.load.FileImport;
import habitue.app.load.FileImport.Imported;
import habitue.app.load.Progress;
import habitue.model.Source;
import habitue.store.Options;
import habitue.warehouse.report.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Bulk history from files. */
@Command(
    name = "import",
    description = {
      "Takes files of past events in: JSON lines in Segment's shape, plain or gzip.",
      "The server must be stopped; a running one takes history at /v1/import.",
      "Stopped half-way it goes on where it was; a file that is in already is left alone."
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofHours(12);

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
  private Path data = Path.of("");

  @Option(
      names = "--store",
      paramLabel = "WORD",
      description = {
        "The shop the files are of, such as uk, as its sources name it: order numbers count within",
        "a shop. Leave it out where there is but one."
      })
  private String store = "";

  @Option(
      names = "--channel",
      paramLabel = "WORD",
      description = "Where it happened, such as web, app, shop or till (default ${DEFAULT-VALUE}).")
  private String channel = "import";

  @Mixin private final BrandOptions brand = new BrandOptions();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of JSON lines.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    Progress progress = Progress.standard();
    Source source = FileImport.source(store, channel);
    Options options = Options.of(settings -> brand.of(settings).keep(settings));
    try (House house = House.open(data, options, progress)) {
      house.warehouse().follow();
      try (var _ = house.store().holdRefolds()) {
        var files = new FileImport(house.store(), source, progress);
        this.files.forEach(file -> tell(progress, file, files.run(file)));
      }
      progress.say("folding everyone the files speak of…");
      if (!house.store().settle(PATIENCE)) {
        throw new IllegalStateException("not everyone could be folded in time; start again");
      }
      house.warehouse().catchUp();
      progress.say("fitting forecasts as of each month's end…");
      Fitter.fitThePast(house, InstantSource.system().instant());
      tellRates(house, progress);
      return 0;
    }
  }

  private static void tellRates(House house, Progress progress) {
    long without = new Summary(house.warehouse().readers()).ordersWithoutRate();
    if (without > 0) {
      progress.say(
          "%,d orders are in a currency without a rate into %s: they count without their amount"
              .formatted(without, house.store().context().currency()));
    }
  }

  private static void tell(Progress progress, Path file, Imported imported) {
    if (imported.knownAlready()) {
      progress.say(file + ": in already, nothing to do");
    } else {
      progress.say(
          "%s: %,d new, %,d known already, %,d in quarantine"
              .formatted(file, imported.taken(), imported.repeated(), imported.bad()));
    }
  }
}
