package habitue.app.load;

import java.io.PrintStream;
import java.time.Duration;

/** Tells how far long work is: one moving line on a terminal, a line now and then elsewhere. */
public final class Progress {
  private final PrintStream out;
  private final boolean terminal;
  private String what = "";
  private long began;
  private long shown;

  public Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** To the error stream, so that answers stay clean. */
  public static Progress standard() {
    return new Progress(System.err, Terminal.find().isPresent());
  }

  void begin(String newWhat) {
    what = newWhat;
    began = System.nanoTime();
    shown = began;
  }

  /**
   * @param done how much of the whole, of 1
   */
  void reached(long count, double done) {
    long now = System.nanoTime();
    if (now - shown < (terminal ? 200 : 5_000) * 1_000_000L) {
      return;
    }
    shown = now;
    double seconds = (now - began) / 1e9;
    Duration left = Duration.ofSeconds(done > 0 ? (long) (seconds / done - seconds) : 0);
    String line =
        "%s: %,d (%.0f %%), %,.0f a second, %d:%02d left"
            .formatted(
                what, count, done * 100, count / seconds, left.toMinutes(), left.toSecondsPart());
    out.print(terminal ? "\r\u001b[K" + line : line + "\n");
    out.flush();
  }

  void end(long count) {
    double seconds = Math.max((System.nanoTime() - began) / 1e9, 1e-3);
    String line = "%s: %,d in %.1f s".formatted(what, count, seconds);
    out.println(terminal ? "\r\u001b[K" + line : line);
  }

  /** A line of its own. */
  public void say(String line) {
    out.println(terminal ? "\r\u001b[K" + line : line);
  }
}
