package habitue.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  @Test
  void the_readme_states_every_count_as_the_data_gives_it() throws IOException {
    var readme = Files.readAllLines(DemoFiles.README);
    var missing =
        new Counts()
            .tables()
            .filter(row -> readme.stream().noneMatch(line -> line.startsWith(row)));
    assertThat(missing).isEmpty();
  }
}
