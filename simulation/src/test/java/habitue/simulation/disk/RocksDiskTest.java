package habitue.simulation.disk;

import habitue.store.disk.Disk;
import habitue.store.disk.RocksDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class RocksDiskTest extends DiskContract {
  @Override
  Disk open() {
    return RocksDisk.open(folder.resolve("database"));
  }

  /** The files as the operating system has them, while the program still runs. */
  @Override
  Disk killed(Disk running) throws IOException {
    Path found = Files.createTempDirectory(folder, "found");
    try (Stream<Path> files = Files.list(folder.resolve("database"))) {
      for (Path file : List.copyOf(files.toList())) {
        Files.copy(file, found.resolve(file.getFileName()));
      }
    }
    running.close();
    return RocksDisk.open(found);
  }

  @Override
  Disk openCopy(Path copy) {
    return RocksDisk.open(copy);
  }
}
