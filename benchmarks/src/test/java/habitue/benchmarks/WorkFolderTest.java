package habitue.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @TempDir Path where;

  @Test
  void what_was_in_the_folder_before_is_there_afterwards_and_nothing_else() throws IOException {
    Path kept = Files.writeString(where.resolve("kept"), "mine");
    try (WorkFolder work = WorkFolder.make(where)) {
      Files.writeString(Files.createDirectories(work.path().resolve("http")).resolve("x"), "x");
    }
    try (var left = Files.list(where)) {
      assertThat(left).containsExactly(kept);
    }
  }

  @Test
  void a_folder_that_is_not_there_is_made() throws IOException {
    try (WorkFolder work = WorkFolder.make(where.resolve("new"))) {
      assertThat(work.path()).isEmptyDirectory().hasParent(where.resolve("new"));
    }
  }
}
