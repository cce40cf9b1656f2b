package habitue.app.load;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** The terminal, where a person sits at one. */
public final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // Since JDK 25 it is null again without a terminal.
  public static Optional<PrintWriter> find() {
    Console console = System.console();
    return console != null && console.isTerminal()
        ? Optional.of(console.writer())
        : Optional.empty();
  }
}
