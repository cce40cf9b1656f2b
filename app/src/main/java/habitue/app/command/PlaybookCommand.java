package habitue.app.command;

import habitue.app.house.Brand;
import habitue.app.load.Progress;
import habitue.playbook.PlaybookFiles;
import habitue.store.Options;
import habitue.store.PublishedPlaybook;
import habitue.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The playbook in force as a folder, to be kept in git. */
@Command(
    name = "playbook",
    description = "Writes the playbook in force into a folder; the server stopped.",
    mixinStandardHelpOptions = true)
public final class PlaybookCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FOLDER",
      description = "Where to; files of the same names are replaced.")
  private Path folder = Path.of("");

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
  private Path data = Path.of("");

  @Override
  public Integer call() throws IOException {
    try (Store store =
        Store.reopen(data, Options.of(settings -> Brand.of(settings).keep(settings)))) {
      int version = PublishedPlaybook.version(store.settings());
      PlaybookFiles files = store.context().playbook().files();
      for (Map.Entry<String, String> file : files.texts().entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
      }
      Progress.standard()
          .say("version %d: %,d files written".formatted(version, files.texts().size()));
      return 0;
    }
  }
}
