package habitue.server.identify;

import habitue.engine.trial.Trial;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.yaml.Mistake;
import habitue.playbook.yaml.Mistakes;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.store.PublishedPlaybook;
import habitue.store.PublishedPlaybook.By;
import habitue.store.PublishedPlaybook.Origin;
import habitue.store.PublishedPlaybook.Version;
import habitue.store.Publishing;
import habitue.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The playbook in force and its versions. */
@Component
public final class Playbooks {
  private final Store store;
  private final Audit audit;
  private final InstantSource clock;

  public Playbooks(Store store, Audit audit, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  public Version current() {
    return version(PublishedPlaybook.version(store.settings()));
  }

  public Version version(int number) {
    return PublishedPlaybook.version(store.settings(), number)
        .orElseThrow(() ->
            new RefusedRequest(Code.UNKNOWN_VERSION, "no version %d".formatted(number), "version"));
  }

  /** The newest first; 0 is what ships. */
  public List<Version> versions() {
    return PublishedPlaybook.versions(store.settings());
  }

  /** The playbook as it is compiled and in force. */
  public Playbook inForce() {
    return store.context().playbook();
  }

  /** How many customers are still to be folded by it. */
  public int refolding() {
    return store.status().refolding();
  }

  /** Compiles files; refused with every mistake in them. */
  public Playbook checked(Map<String, String> files) {
    return good(read(files));
  }

  /** What was compiled; refused with every mistake where it was not. */
  static Playbook good(Playbook.Reading reading) {
    return switch (reading) {
      case Playbook.Reading.Good(Playbook playbook) -> playbook;
      case Playbook.Reading.Bad(List<Mistake> mistakes) -> throw wrong(mistakes);
    };
  }

  /** Compiles files, or finds every mistake in them, in their names and scenarios too. */
  public static Playbook.Reading read(Map<String, String> files) {
    var mistakes = new Mistakes();
    Playbook.Reading reading = Playbook.read(PlaybookFiles.fit(files, mistakes), mistakes);
    List<Mistake> failed =
        reading instanceof Playbook.Reading.Good(Playbook playbook)
            ? Trial.all(playbook)
            : List.of();
    return failed.isEmpty() ? reading : new Playbook.Reading.Bad(failed);
  }

  /** The files in force with another text of one; one that says what ships is left out. */
  public Map<String, String> with(String file, String text) {
    var files = new TreeMap<>(current().files().texts());
    String shipped = Playbook.whole(PlaybookFiles.NONE).texts().get(file);
    if (text.equals(shipped)) {
      files.remove(file);
    } else {
      files.put(file, text);
    }
    return files;
  }

  private static RefusedRequest wrong(List<Mistake> mistakes) {
    String detail =
        mistakes.size() == 1
            ? "there is a mistake in it"
            : "there are %d mistakes in it".formatted(mistakes.size());
    List<Value> errors = mistakes.stream().<Value>map(Playbooks::told).toList();
    return new RefusedRequest(
        new Problem(Code.PLAYBOOK_WRONG, detail, "", Fields.of("errors", new Value.Many(errors))));
  }

  private static Fields told(Mistake mistake) {
    return Fields.of("file", Value.of(mistake.file()))
        .with("line", mistake.line())
        .with("column", mistake.column())
        .with("message", mistake.message());
  }

  /**
   * Publishes a playbook that was read.
   *
   * @param base the version it was made from
   */
  public PublishedPlaybook publish(Playbook playbook, int base, String author, Origin origin) {
    var by = new By(author, origin, clock.instant());
    return switch (store.publish(playbook, base, by)) {
      case Publishing.Taken(PublishedPlaybook published) -> {
        if (published.version() != base) {
          audit.record(author, Action.PUBLISH, Integer.toString(published.version()));
        }
        yield published;
      }
      case Publishing.Moved(int version) ->
          throw new RefusedRequest(
              new Problem(
                  Code.PLAYBOOK_MOVED,
                  "version %d was published meanwhile: take it in, and publish again"
                      .formatted(version),
                  "base",
                  Fields.of("version", Value.of(version))));
    };
  }

  /** Publishes what a version said, as the newest. */
  public PublishedPlaybook rollback(int to, int base, String author, Origin origin) {
    return publish(checked(version(to).files().texts()), base, author, origin);
  }
}
