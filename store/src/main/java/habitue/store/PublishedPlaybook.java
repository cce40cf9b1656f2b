package habitue.store;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.store.disk.StoreRefused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  /** Whose version it is. */
  public record By(String author, Origin origin, Instant at) {}

  /** Where a version was written. */
  public enum Origin {
    FOLDER,
    CONSOLE,
    API;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A version that was published.
   *
   * @param files as the brand wrote them, without the shipped ones
   */
  public record Version(
      int version, String author, String origin, @Nullable Instant at, PlaybookFiles files) {
    static final Version SHIPPED = new Version(0, "", "", null, PlaybookFiles.NONE);

    /** Empty where this program cannot read it any more. */
    public Optional<Playbook> compiled() {
      return Playbook.read(files) instanceof Playbook.Reading.Good(Playbook playbook)
          ? Optional.of(playbook)
          : Optional.empty();
    }
  }

  /** A version by its number. */
  public static Optional<Version> version(Settings settings, int version) {
    return version == 0
        ? Optional.of(Version.SHIPPED)
        : settings.find(SETTING + "/" + version).map(PublishedPlaybook::told);
  }

  /** All versions that were published, the newest first. */
  public static List<Version> versions(Settings settings) {
    var all = new ArrayList<Version>();
    for (int version = version(settings); version >= 0; version--) {
      version(settings, version).ifPresent(all::add);
    }
    return all;
  }

  private static Version told(Fields kept) {
    return new Version(
        version(kept),
        kept.text("author").orElse(""),
        kept.text("origin").orElse(""),
        kept.text("at").map(Instant::parse).orElse(null),
        files(kept));
  }

  /** Publishes a playbook where it is another than the last; every version is kept. */
  public static PublishedPlaybook publish(Settings settings, Playbook playbook, By by) {
    Optional<Fields> before = settings.find(SETTING);
    int version = before.map(PublishedPlaybook::version).orElse(0);
    boolean same =
        before.map(PublishedPlaybook::files).orElse(PlaybookFiles.NONE).equals(playbook.files());
    if (same) {
      return new PublishedPlaybook(version, playbook);
    }
    var published = new PublishedPlaybook(version + 1, playbook);
    Fields told =
        published
            .fields()
            .with("author", by.author)
            .with("origin", by.origin.wireName())
            .with("at", by.at.toString());
    settings.put(SETTING + "/" + published.version, told);
    settings.put(SETTING, told);
    return published;
  }

  /**
   * Publishes a folder's playbook at start, where the folder changed since it was last published.
   *
   * @throws StoreRefused where it changed, and somebody published elsewhere since
   */
  public static PublishedPlaybook ofFolder(Settings settings, Playbook playbook, By by) {
    List<Version> versions = versions(settings);
    Version current = versions.getFirst();
    Optional<Version> folder =
        versions.stream().filter(each -> each.origin.equals(Origin.FOLDER.wireName())).findFirst();
    boolean ahead = current.version > 0 && !current.origin.equals(Origin.FOLDER.wireName());
    boolean other = !current.files.equals(playbook.files());
    if (ahead && other && folder.isPresent() && folder.get().files.equals(playbook.files())) {
      return of(settings);
    }
    if (ahead && other) {
      throw new StoreRefused(
          "playbook_ahead",
          ("Version %d of the playbook was published by %s in the %s, and the folder is another."
                  + " Write it into the folder with: habitue playbook --data DIR FOLDER,"
                  + " then join the two, and start again.")
              .formatted(current.version, current.author, current.origin));
    }
    return publish(settings, playbook, by);
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
