package habitue.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of errors lists every code with its status, and no other. */
class ErrorsPageTest {
  private static final Path PAGE = Path.of("../docs/reference/errors.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\d+) \\| (.+?) \\|");

  @Test
  void it_agrees_with_the_code() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Code.values())
                .map(code -> code.wireName() + " " + code.status() + " " + code.title())
                .toList());
  }
}
