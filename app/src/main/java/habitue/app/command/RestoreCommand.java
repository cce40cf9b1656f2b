package habitue.app.command;

import habitue.app.house.Brand;
import habitue.app.load.Progress;
import habitue.store.Options;
import habitue.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

  @ArgGroup(multiplicity = "1")
  private Erased erased = new Erased();

  /** One of the two is said, so that nobody forgets those who were erased since. */
  private static final class Erased {
    @Option(
        names = "--erasures",
        paramLabel = "FILE",
        required = true,
        description = {
          "The newest list of erasures (GET /api/erasures, or the file erasures of a newer backup):",
          "whoever is on it is erased again before anything is served."
        })
    private @Nullable Path list;

    @SuppressWarnings("unused") // That it was said is enough.
    @Option(
        names = "--no-erasures",
        required = true,
        description = "Nobody was erased since the backup was made.")
    private boolean none;
  }

  @Override
  public Integer call() {
    int unknown = Store.restore(from, data, erased.list);
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
