package habitue.app;

import habitue.app.command.BackupCommand;
import habitue.app.command.CheckCommand;
import habitue.app.command.CheckDataCommand;
import habitue.app.command.DemoCommand;
import habitue.app.command.ImportCommand;
import habitue.app.command.PlaybookCommand;
import habitue.app.command.RestoreCommand;
import habitue.app.command.ServeCommand;
import habitue.app.command.TablesCommand;
import habitue.app.load.Refused;
import habitue.store.disk.StoreRefused;
import habitue.warehouse.file.WarehouseRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line: {@code habitue COMMAND}. */
@Command(
    name = "habitue",
    description = "Turns a shop's buyers into regulars.",
    footer = "%nhabitue bench measures how fast all this is on this machine.",
    mixinStandardHelpOptions = true,
    version = "habitue 0.1.0",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ImportCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      TablesCommand.class,
      CheckCommand.class,
      PlaybookCommand.class,
      CheckDataCommand.class
    })
public final class Main implements Runnable {
  private Main() {}

  /** Exits 0 when the work is done, 1 when it failed, 2 on wrong usage. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** What was refused on purpose is told in its own words; anything else is ours to mend. */
  private static int explain(Exception failure, CommandLine command, ParseResult result)
      throws Exception {
    switch (failure) {
      case Refused refused -> command.getErr().println(refused.getMessage());
      case StoreRefused refused -> command.getErr().println(refused.getMessage());
      case WarehouseRefused refused -> command.getErr().println(refused.getMessage());
      case IllegalArgumentException wrong -> {
        command.getErr().println(wrong.getMessage());
        return CommandLine.ExitCode.USAGE;
      }
      default -> throw failure;
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
