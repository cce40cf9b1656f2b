package habitue.app.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/*
 * RocksDB and DuckDB bring their own library in their jar, and unpack 90 MB into the temporary
 * folder to load it. They remove it when the program ends in peace: one that is killed would leave
 * it there, each time. A loaded library needs its file no more.
 */

/** What native libraries were unpacked into the temporary folder, and were loaded. */
final class Unpacked {
  private static final Path LOADED = Path.of("/proc/self/maps");
  private static final List<String> NAMES = List.of("librocksdbjni", "libduckdb_java");

  private Unpacked() {}

  /** Removes the files, where the system says which they are. */
  static void remove() {
    if (Files.isReadable(LOADED)) {
      try (Stream<String> lines = Files.lines(LOADED)) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
        for (Path file : lines.flatMap(Unpacked::library).distinct().toList()) {
          if (file.startsWith(folder)) {
            Files.deleteIfExists(file);
          }
        }
      } catch (IOException kept) {
        // They are removed at a peaceful end, then.
      }
    }
  }

  private static Stream<Path> library(String line) {
    int from = line.indexOf('/');
    if (from < 0 || !line.endsWith(".so")) {
      return Stream.empty();
    }
    Path file = Path.of(line.substring(from));
    return Stream.of(file)
        .filter(each -> NAMES.stream().anyMatch(each.getFileName().toString()::startsWith));
  }
}
