package habitue.app.command;

import habitue.app.load.Refused;
import habitue.engine.trial.Trial;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.yaml.Mistake;
import habitue.playbook.yaml.Mistakes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the folder a brand keeps its playbook in. */
final class PlaybookFolder {
  private PlaybookFolder() {}

  /** Refuses with every mistake as {@code file:line:column: message}, a line each. */
  static Playbook read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Refused(folder + " is no folder");
    }
    var found = new Mistakes();
    return switch (Playbook.read(PlaybookFiles.in(folder, found), found)) {
      case Playbook.Reading.Good(Playbook playbook) -> tried(playbook);
      case Playbook.Reading.Bad(List<Mistake> mistakes) -> throw refused(mistakes);
    };
  }

  /** Whose scenarios come out as they say. */
  private static Playbook tried(Playbook playbook) {
    List<Mistake> failed = Trial.all(playbook);
    if (!failed.isEmpty()) {
      throw refused(failed);
    }
    return playbook;
  }

  private static Refused refused(List<Mistake> mistakes) {
    return new Refused(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
  }
}
