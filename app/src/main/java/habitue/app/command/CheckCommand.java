package habitue.app.command;

import habitue.app.load.Progress;
import habitue.engine.trial.Trial;
import habitue.playbook.Playbook;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what is wrong in a playbook. */
@Command(
    name = "check",
    description = "Prints every mistake in a playbook as file:line:column: message.",
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PLAYBOOK", description = "The playbook's folder.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    Playbook playbook = PlaybookFolder.read(folder);
    int files = playbook.files().texts().size();
    Progress.standard()
        .say(
            files == 0
                ? "there are no files in it: the playbook that ships holds"
                : "no mistake in %d files, %d scenarios hold"
                    .formatted(files, Trial.count(playbook)));
    return 0;
  }
}
