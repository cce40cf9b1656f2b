package habitue.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code habitue COMMAND}. */
@Command(
    name = "habitue",
    description = "Turns a shop's events into knowledge of its customers.",
    mixinStandardHelpOptions = true,
    version = "habitue 0.1.0")
public final class Main implements Runnable {
  private Main() {}

  /** Exits 0 when the work is done, 1 when it failed, 2 on wrong usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
