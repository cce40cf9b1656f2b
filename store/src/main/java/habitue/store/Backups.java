package habitue.store;

import habitue.store.disk.OwnerOnly;
import habitue.store.disk.StoreRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Copies of a data folder: the database as of one moment, and the position up to which it must
 * reach, by which a copy that lost its end is refused when it is opened.
 */
final class Backups {
  private static final String DATABASE = "database";
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String ERASURES = "erasures";

  private Backups() {}

  static void make(Path to, long position, Consumer<Path> copy, String erasures) {
    if (Files.exists(to)) {
      throw new StoreRefused("backup_exists", to + " exists already; name a new folder.");
    }
    try {
      OwnerOnly.folder(to);
      copy.accept(to.resolve(DATABASE));
      byte[] bytes = ByteBuffer.allocate(8).putLong(position).array();
      Files.write(to.resolve(ACKNOWLEDGED), bytes);
      Files.writeString(to.resolve(ERASURES), erasures);
      OwnerOnly.closeAll(to);
    } catch (IOException unusable) {
      throw new UncheckedIOException("the backup could not be written", unusable);
    }
  }

  static void restore(Path from, Path folder) {
    if (!Files.isDirectory(from.resolve(DATABASE))) {
      throw new StoreRefused("no_backup", from + " is no backup: it has no folder " + DATABASE);
    }
    try {
      if (Files.exists(folder) && !empty(folder)) {
        throw new StoreRefused(
            "folder_not_empty", folder + " holds data already; name a new folder.");
      }
      copy(from.resolve(DATABASE), OwnerOnly.folder(folder).resolve(DATABASE));
      Path acknowledged = from.resolve(ACKNOWLEDGED);
      if (Files.exists(acknowledged)) {
        Files.copy(acknowledged, folder.resolve(ACKNOWLEDGED));
      }
      OwnerOnly.closeAll(folder);
    } catch (IOException unusable) {
      throw new UncheckedIOException("the backup could not be restored", unusable);
    }
  }

  static String read(Path erasures) {
    try {
      return Files.readString(erasures);
    } catch (IOException unreadable) {
      throw new StoreRefused("no_erasures", erasures + " cannot be read");
    }
  }

  private static boolean empty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
