package habitue.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A new folder to work in. It is removed in the end with what is in it, and nothing else is. */
record WorkFolder(Path path) implements AutoCloseable {

  /**
   * Makes it.
   *
   * @param where inside this folder, which is made if need be; null for where the machine keeps
   *     what is temporary
   */
  static WorkFolder make(@Nullable Path where) throws IOException {
    return new WorkFolder(
        where == null
            ? Files.createTempDirectory("habitue-bench")
            : Files.createTempDirectory(Files.createDirectories(where), "bench"));
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(path)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.delete(file);
            } catch (IOException kept) {
              throw new UncheckedIOException(kept);
            }
          });
    }
  }
}
