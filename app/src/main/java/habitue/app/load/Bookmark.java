package habitue.app.load;

import habitue.app.load.Loader.Reached;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Store;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How far a file is in, kept with the data under the file's content. What is refused of the file
 * lands in the same write, so that no line is refused twice however often the import is stopped.
 */
final class Bookmark {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Store store;
  private final String setting;
  private final Fields before;
  private long remembered = System.nanoTime();

  private Bookmark(Store store, String setting) {
    this.store = store;
    this.setting = setting;
    this.before = store.settings().find(setting).orElse(Fields.NONE);
  }

  static Bookmark of(Path file, Store store) throws IOException {
    return new Bookmark(store, "import/" + MessageFile.fingerprint(file));
  }

  /** Whether the whole file was in when this was opened. */
  boolean done() {
    return before.flag("done").orElse(false);
  }

  /** How many lines were in when this was opened. */
  long lines() {
    return before.number("lines").map(BigDecimal::longValue).orElse(0L);
  }

  void move(Reached reached) {
    boolean due = System.nanoTime() - remembered > EVERY.toNanos();
    if (due || reached.end() || !reached.refused().isEmpty()) {
      remembered = System.nanoTime();
      store.quarantine().add(reached.refused(), setting, fields(reached));
    }
  }

  private static Fields fields(Reached reached) {
    Fields lines = Fields.NONE.with("lines", reached.line());
    return reached.end() ? lines.with("done", Value.of(true)) : lines;
  }
}
