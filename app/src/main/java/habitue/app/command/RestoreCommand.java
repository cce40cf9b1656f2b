package habitue.app.command;

import habitue.app.load.Progress;
import habitue.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

  @Override
  public Integer call() {
    Store.restore(from, data);
    Progress.standard().say("restored; the tables are made anew at the next start");
    return 0;
  }
}
