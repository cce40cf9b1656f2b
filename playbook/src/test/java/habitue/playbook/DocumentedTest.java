package habitue.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedTest {
  private static final Pattern FILE =
      Pattern.compile("```yaml\n# ([a-z]+\\.yaml)\n(.*?)```", Pattern.DOTALL);

  @Test
  void the_files_of_the_reference_make_a_playbook() throws IOException {
    Map<String, String> files = new TreeMap<>();
    Matcher file = FILE.matcher(Files.readString(Path.of("../docs/reference/playbook.md")));
    while (file.find()) {
      files.put(file.group(1), file.group(2));
    }
    assertThat(files).hasSize(7);
    assertThat(Playbook.read(PlaybookFiles.of(files)))
        .isInstanceOfSatisfying(
            Playbook.Reading.Good.class,
            good -> {
              assertThat(good.playbook().plan().segments()).hasSize(3);
              assertThat(good.playbook().plan().folds()).hasSize(2);
            });
  }
}
