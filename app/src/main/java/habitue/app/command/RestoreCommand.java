package habitue.app.command;

import habitue.app.house.Brand;
import habitue.app.load.Progress;
import habitue.store.Options;
import habitue.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A data folder from a backup. */
@Command(
    name = "restore",
    description = "Makes a new data folder from a backup.",
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FROM",
      description = "The folder of the backup (unpack first what the API streamed).")
  private Path from = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder to make.")
  private Path data = Path.of("");

  @Option(
      names = "--erasures",
      paramLabel = "FILE",
      description = {
        "The newest list of erasures (GET /api/erasures, or the file erasures of a newer backup):",
        "whoever is on it is erased again before anything is served."
      })
  private @Nullable Path erasures;

  @Override
  public Integer call() {
    int unknown = Store.restore(from, data, erasures);
    if (unknown > 0) {
      Store.open(data, Options.of(settings -> Brand.of(settings).keep(settings))).close();
    }
    Progress.standard()
        .say(
            "restored, %,d erasures done again; the tables are made anew at the next start"
                .formatted(unknown));
    return 0;
  }
}
