package habitue.store;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.store.disk.StoreRefused;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The playbook in force, kept with the data.
 *
 * @param version counts what was published; 0 while the shipped playbook holds
 */
public record PublishedPlaybook(int version, Playbook playbook) {
  private static final String SETTING = "playbook";
  private static final PublishedPlaybook SHIPPED = new PublishedPlaybook(0, Playbook.DEFAULT);

  /** What was published last. */
  public static PublishedPlaybook of(Settings settings) {
    return settings.find(SETTING).map(PublishedPlaybook::read).orElse(SHIPPED);
  }

  /** The version of what was published last. */
  public static int version(Settings settings) {
    return settings.find(SETTING).map(PublishedPlaybook::version).orElse(0);
  }

  /** Publishes a playbook where it is another than the last; every version is kept. */
  public static PublishedPlaybook publish(Settings settings, Playbook playbook) {
    Optional<Fields> before = settings.find(SETTING);
    int version = before.map(PublishedPlaybook::version).orElse(0);
    boolean same =
        before.map(PublishedPlaybook::files).orElse(PlaybookFiles.NONE).equals(playbook.files());
    if (same) {
      return new PublishedPlaybook(version, playbook);
    }
    var published = new PublishedPlaybook(version + 1, playbook);
    settings.put(SETTING + "/" + published.version, published.fields());
    settings.put(SETTING, published.fields());
    return published;
  }

  private Fields fields() {
    var texts = new TreeMap<String, Value>();
    playbook.files().texts().forEach((name, text) -> texts.put(name, Value.of(text)));
    return Fields.NONE
        .with("version", version)
        .with("hash", playbook.hash())
        .with("files", Fields.of(texts));
  }

  private static PublishedPlaybook read(Fields kept) {
    return switch (Playbook.read(files(kept))) {
      case Playbook.Reading.Good(Playbook playbook) ->
          new PublishedPlaybook(version(kept), playbook);
      case Playbook.Reading.Bad bad ->
          throw new StoreRefused(
              "playbook_unreadable",
              "The playbook published last is not one for this program: %s. Serve a mended one."
                  .formatted(bad.mistakes().getFirst()));
    };
  }

  private static int version(Fields kept) {
    return kept.number("version").orElseThrow().intValueExact();
  }

  private static PlaybookFiles files(Fields kept) {
    var texts = new TreeMap<String, String>();
    kept.fields("files")
        .values()
        .forEach((name, text) -> {
          if (text instanceof Value.Text(String value)) {
            texts.put(name, value);
          }
        });
    return new PlaybookFiles(texts);
  }
}
