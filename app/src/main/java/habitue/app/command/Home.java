package habitue.app.command;

import java.nio.file.Path;

/** Where the program's own files are: the launcher says. */
final class Home {
  private Home() {}

  static Path path() {
    return Path.of(System.getProperty("habitue.home", "."));
  }
}
