package habitue.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.app.load.Progress;
import habitue.engine.Context;
import habitue.model.Rates;
import habitue.store.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {

  @Test
  void libraries_leave_nothing_behind_once_they_are_loaded(@TempDir Path folder)
      throws IOException {
    var context = new Context("", "EUR", ZoneId.of("UTC"), Rates.NONE);
    var quiet = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try (House house =
        House.open(folder.resolve("data"), Options.of(context), new Progress(quiet, false))) {
      assertThat(house.warehouse().rowCounts()).containsEntry("customers", 0L);
      List<String> loaded =
          Files.readAllLines(Path.of("/proc/self/maps")).stream()
              .filter(line -> line.contains("librocksdbjni") || line.contains("libduckdb_java"))
              .toList();
      assertThat(loaded).isNotEmpty().allMatch(line -> line.endsWith(" (deleted)"));
    }
  }
}
