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
  private static final Pattern PART = Pattern.compile("```yaml\n([a-z]+:.*?)```", Pattern.DOTALL);

  @Test
  void the_files_of_the_reference_make_a_playbook() throws IOException {
    Map<String, String> files = files("playbook.md");
    assertThat(files).hasSize(8);
    assertThat(Playbook.read(PlaybookFiles.of(files)))
        .isInstanceOfSatisfying(
            Playbook.Reading.Good.class,
            good -> {
              assertThat(good.playbook().plan().segments()).hasSize(3);
              assertThat(good.playbook().plan().folds()).hasSize(2);
            });
  }

  @Test
  void so_does_that_of_loyalty() throws IOException {
    Map<String, String> files = files("loyalty.md");
    assertThat(files).hasSize(1);
    assertThat(Playbook.read(PlaybookFiles.of(files))).isInstanceOf(Playbook.Reading.Good.class);
  }

  /** Parts of a programme, each by itself. */
  @Test
  void so_do_its_parts() throws IOException {
    String page = Files.readString(Path.of("../docs/reference/loyalty.md"));
    String club =
        "loyalty:\n  club:\n    counts from: 2026-01-01\n    earn: {order: {spend: 1 per 1}}\n";
    int parts = 0;
    Matcher part = PART.matcher(page);
    while (part.find()) {
      Map<String, String> files = Map.of("loyalty.yaml", club + part.group(1).indent(4));
      assertThat(Playbook.read(PlaybookFiles.of(files)))
          .as(part.group(1))
          .isInstanceOf(Playbook.Reading.Good.class);
      parts++;
    }
    assertThat(parts).isEqualTo(3);
  }

  private static Map<String, String> files(String page) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Matcher file = FILE.matcher(Files.readString(Path.of("../docs/reference", page)));
    while (file.find()) {
      files.put(file.group(1), file.group(2));
    }
    return files;
  }
}
