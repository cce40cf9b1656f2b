package habitue.app.load;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.server.collect.Fault;
import habitue.server.collect.FileMessages;
import habitue.store.Store;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Imports files of messages. Goes on where it was stopped; a file that is in already is left alone,
 * by its content and not its name. Bad lines go to quarantine with their numbers; the good ones
 * come in all the same.
 */
public final class FileImport {
  private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{0,40}");

  private final Store store;
  private final Source source;
  private final FileMessages reader;
  private final Progress progress;

  public FileImport(Store store, Source source, Progress progress) {
    this.store = store;
    this.source = source;
    this.reader = new FileMessages(source);
    this.progress = progress;
  }

  /**
   * Whom the messages of a file come from. Its number is beyond those of sources with a key.
   *
   * @param store the shop that the file is of, within which its order numbers count; empty where
   *     there is but one
   */
  public static Source source(String store, String channel) {
    return new Source(
        1_000_000, "import", Trust.IMPORT, word("--store", store), word("--channel", channel));
  }

  private static String word(String option, String text) {
    if (!WORD.matcher(text).matches()) {
      throw new IllegalArgumentException(
          option + " is a short word of a to z, 0 to 9, - and _: not " + text);
    }
    return text;
  }

  /** What became of a file's lines. */
  public record Imported(long taken, long repeated, long bad, boolean knownAlready) {}

  public Imported run(Path path) {
    try {
      Bookmark bookmark = Bookmark.of(path, store);
      if (bookmark.done()) {
        return new Imported(0, 0, 0, true);
      }
      try (MessageFile file = MessageFile.open(path)) {
        return run(String.valueOf(path.getFileName()), file, bookmark);
      }
    } catch (NoSuchFileException missing) {
      throw new Refused("there is no file " + path);
    } catch (IOException unreadable) {
      throw new Refused(path + " cannot be read: " + unreadable.getMessage());
    }
  }

  private Imported run(String name, MessageFile file, Bookmark bookmark) throws IOException {
    long number = 0;
    progress.begin(name);
    try (var loader = new Loader(store, source, InstantSource.system(), name, bookmark::move)) {
      for (byte @Nullable [] line = file.next(); line != null; line = file.next()) {
        number++;
        if (number > bookmark.lines() && line.length > 0) {
          load(line, number, loader);
          progress.reached(number, file.done());
        }
      }
      Loader.Tally tally = loader.finish(number);
      progress.end(number);
      return new Imported(tally.taken(), tally.repeated(), tally.refused(), false);
    }
  }

  private void load(byte[] line, long number, Loader loader) {
    switch (read(line)) {
      case FileMessages.Line.Good(Fields message) -> loader.add(message, number);
      case FileMessages.Line.Bad(Fault fault, Fields shape) -> loader.refuse(fault, shape, number);
    }
  }

  private FileMessages.Line read(byte[] line) {
    return line.length > MessageFile.LONGEST_LINE
        ? tooLong()
        : reader.read(line, InstantSource.system().instant());
  }

  private static FileMessages.Line tooLong() {
    String reason = "a line has at most " + MessageFile.LONGEST_LINE + " bytes";
    return new FileMessages.Line.Bad(new Fault("event_too_large", "", reason), Fields.NONE);
  }
}
