package habitue.app.demo;

import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.yaml.Mistakes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.TreeMap;

/** The demo shop's playbook, whose dates move with the shop's. */
public final class DemoPlaybook {
  /** The day of its first invoice, from which its loyalty programme counts. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2010, 12, 1);

  private DemoPlaybook() {}

  public static Playbook read(Path folder, Shift shift) {
    String moved = FIRST_DAY.plusWeeks(shift.weeks()).toString();
    var found = new Mistakes();
    var texts = new TreeMap<>(PlaybookFiles.in(folder, found).texts());
    texts.replaceAll((_, text) -> text.replace(FIRST_DAY.toString(), moved));
    return switch (Playbook.read(PlaybookFiles.of(texts), found)) {
      case Playbook.Reading.Good(Playbook playbook) -> playbook;
      case Playbook.Reading.Bad(var mistakes) ->
          throw new IllegalStateException("the demo's playbook is wrong: " + mistakes);
    };
  }
}
