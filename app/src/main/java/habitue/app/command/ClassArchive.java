package habitue.app.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;

/*
 * A start spends most of its time on loading classes, and the JVM can keep them ready for the next
 * one. By itself it writes them down at a peaceful end only; a server that is killed, or whose
 * machine fails, is the one that has to be back soon. So a running one does it, once for a build:
 * everything stands still for a second or two meanwhile.
 */

/** Keeps the classes of this program ready for its next start. */
public final class ClassArchive {
  private static final String PROPERTY = "habitue.archive";
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

  private ClassArchive() {}

  /** Writes it where the launcher wants one; without it the next start is slower, and no worse. */
  public static void write() {
    String wanted = System.getProperty(PROPERTY, "");
    if (!wanted.isEmpty()) {
      try {
        write(Path.of(wanted));
      } catch (IOException | JMException | RuntimeException failed) {
        System.err.println("The next start will not be faster than this one: " + failed);
      }
    }
  }

  private static void write(Path archive) throws IOException, JMException {
    Path draft = archive.resolveSibling(archive.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Object[] arguments = {new String[] {"dynamic_dump", draft.toString()}};
    String[] types = {String[].class.getName()};
    ManagementFactory.getPlatformMBeanServer()
        .invoke(new ObjectName(COMMANDS), "vmCds", arguments, types);
    if (Files.exists(draft)) {
      Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
