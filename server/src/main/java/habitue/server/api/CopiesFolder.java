package habitue.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * Where a copy is put together before it is streamed: on the disk of the data, so that a backup
 * takes hardly any room. What a killed program left there goes at the next start, since it may hold
 * people who are erased by then.
 */
public record CopiesFolder(Path path) {
  private static final String NAME = "copy-under-way";
  private static final List<String> LEFT = List.of(NAME, "backup-under-way");

  public CopiesFolder {
    LEFT.forEach(name -> discard(path.resolve(name)));
  }

  Path next() {
    Path copy = path.resolve(NAME);
    discard(copy);
    return copy;
  }

  static void discard(Path copy) {
    try {
      FileSystemUtils.deleteRecursively(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
