package habitue.app.load;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.server.collect.Fault;
import habitue.server.collect.FileMessages;
import habitue.store.Store;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Imports files of messages. Goes on where it was stopped; a file that is in already is left alone,
 * by its content and not its name. Bad lines go to quarantine with their numbers; the good ones
 * come in all the same.
 */
public final class FileImport {
  /** Messages in files come from here; numbers below a million are for sources with a key. */
  public static final Source SOURCE = new Source(1_000_000, "import", Trust.IMPORT, "", "import");

  private static final Duration REMEMBER_EVERY = Duration.ofSeconds(2);

  private final Store store;
  private final FileMessages reader = new FileMessages(SOURCE);
  private final Progress progress;

  public FileImport(Store store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** What became of a file's lines. */
  public record Imported(long taken, long repeated, long bad, boolean knownAlready) {}

  public Imported run(Path path) {
    try {
      String setting = "import/" + MessageFile.fingerprint(path);
      Fields before = store.settings().find(setting).orElse(Fields.NONE);
      if (before.flag("done").orElse(false)) {
        return new Imported(0, 0, 0, true);
      }
      try (MessageFile file = MessageFile.open(path)) {
        return run(path, file, setting, lines(before));
      }
    } catch (NoSuchFileException missing) {
      throw new Refused("there is no file " + path);
    } catch (IOException unreadable) {
      throw new Refused(path + " cannot be read: " + unreadable.getMessage());
    }
  }

  private Imported run(Path path, MessageFile file, String setting, long skip) throws IOException {
    String place = String.valueOf(path.getFileName());
    var remembered = new AtomicLong(System.nanoTime());
    long number = 0;
    long bad = 0;
    progress.begin(place);
    try (var loader = new Loader(store, SOURCE, InstantSource.system())) {
      for (byte @Nullable [] line = file.next(); line != null; line = file.next()) {
        number++;
        if (number <= skip || line.length == 0) {
          continue;
        }
        switch (read(line)) {
          case FileMessages.Line.Good(Fields message) -> {
            long reached = number;
            loader.add(message, number, place, () -> remember(setting, reached, remembered));
          }
          case FileMessages.Line.Bad wrong -> {
            bad++;
            quarantine(place + ":" + number, wrong);
          }
        }
        progress.reached(number, file.done());
      }
      long all = number;
      Loader.Tally tally = loader.finish(place, () -> finish(setting, all));
      progress.end(number);
      return new Imported(tally.taken(), tally.repeated(), bad + tally.refused(), false);
    }
  }

  private static FileMessages.Line tooLong() {
    String reason = "a line has at most " + MessageFile.LONGEST_LINE + " bytes";
    return new FileMessages.Line.Bad(new Fault("event_too_large", "", reason), Fields.NONE);
  }

  private FileMessages.Line read(byte[] line) {
    return line.length > MessageFile.LONGEST_LINE
        ? tooLong()
        : reader.read(line, InstantSource.system().instant());
  }

  private void quarantine(String where, FileMessages.Line.Bad bad) {
    Fault fault = bad.fault();
    store
        .quarantine()
        .add(
            InstantSource.system().instant(),
            where,
            fault.code(),
            fault.field(),
            fault.message(),
            bad.shape());
  }

  private void remember(String setting, long line, AtomicLong remembered) {
    if (System.nanoTime() - remembered.get() > REMEMBER_EVERY.toNanos()) {
      remembered.set(System.nanoTime());
      store.settings().put(setting, Fields.NONE.with("lines", line));
    }
  }

  private void finish(String setting, long lines) {
    store.settings().put(setting, Fields.NONE.with("lines", lines).with("done", Value.of(true)));
  }

  private static long lines(Fields before) {
    return before.number("lines").map(BigDecimal::longValue).orElse(0L);
  }
}
