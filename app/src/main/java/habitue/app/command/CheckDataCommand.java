package habitue.app.command;

import habitue.app.house.Brand;
import habitue.app.load.Progress;
import habitue.store.Options;
import habitue.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads everything once and says whether it is as it was written. */
@Command(
    name = "verify",
    description = "Reads every record and checks it against the journal's chain.",
    mixinStandardHelpOptions = true)
public final class CheckDataCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
  private Path data = Path.of("");

  @Override
  public Integer call() {
    try (Store store =
        Store.reopen(data, Options.of(settings -> Brand.of(settings).keep(settings)))) {
      var verified = store.verify();
      Progress.standard()
          .say(
              "%,d records in %,d batches are as they were written"
                  .formatted(verified.records(), verified.batches()));
      return 0;
    }
  }
}
