package habitue.app.command;

import habitue.app.house.Brand;
import habitue.app.load.Progress;
import habitue.store.Options;
import habitue.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A consistent copy of a stopped server's data. */
@Command(
    name = "backup",
    description = {
      "Copies the data folder consistently to a new folder.",
      "The server must be stopped; a running one streams its backup at POST /api/backup."
    },
    mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
  private Path data = Path.of("");

  @Parameters(paramLabel = "TO", description = "The folder to make.")
  private Path to = Path.of("");

  @Override
  public Integer call() {
    try (Store store =
        Store.reopen(data, Options.of(settings -> Brand.of(settings).keep(settings)))) {
      Store.Copied copied = store.backup(to);
      Progress.standard().say("copied up to position %,d".formatted(copied.position()));
      return 0;
    }
  }
}
