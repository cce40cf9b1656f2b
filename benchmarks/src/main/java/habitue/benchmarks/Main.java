package habitue.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the bench: {@code habitue bench …}. */
@Command(name = "habitue", mixinStandardHelpOptions = true, subcommands = Bench.class)
public final class Main {
  private Main() {}

  /** Exits 0 when the work is done, 1 when it failed, 2 on wrong usage. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }
}
