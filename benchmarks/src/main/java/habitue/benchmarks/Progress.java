package habitue.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Tells whoever waits how far the bench is. */
final class Progress {
  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
