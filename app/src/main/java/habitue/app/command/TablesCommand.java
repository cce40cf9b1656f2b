package habitue.app.command;

import habitue.app.house.Brand;
import habitue.app.house.House;
import habitue.app.load.Progress;
import habitue.store.Options;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The analysts' tables, of a stopped server. */
@Command(
    name = "tables",
    description = "Makes the analysts' tables anew, or copies them out.",
    mixinStandardHelpOptions = true)
public final class TablesCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
  private Path data = Path.of("");

  @Option(names = "--rebuild", description = "Make them anew from journal and commitments.")
  private boolean rebuild;

  @Option(names = "--parquet", paramLabel = "TO", description = "A Parquet file per table.")
  private @Nullable Path parquet;

  @Option(names = "--snapshot", paramLabel = "FILE", description = "A DuckDB file to read.")
  private @Nullable Path snapshot;

  @Override
  public Integer call() {
    Progress progress = Progress.standard();
    Options options = Options.of(settings -> Brand.of(settings).keep(settings));
    try (House house = House.reopen(data, options, progress)) {
      if (rebuild) {
        house.rebuild(progress);
      }
      house.warehouse().catchUp();
      if (parquet != null) {
        house.warehouse().exportParquet(parquet);
      }
      if (snapshot != null) {
        house.warehouse().snapshot(snapshot);
      }
      house.warehouse().rowCounts().forEach((table, rows) -> progress.say(table + ": " + rows));
      return 0;
    }
  }
}
