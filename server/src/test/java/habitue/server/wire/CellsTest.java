package habitue.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
  private static String cell(String text) {
    return Cells.line(List.of(text)).replaceAll("\r\n$", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3",
        " =1+1",
        "\t=1+1",
        "\r\n=1+1",
        "\u00a0=1+1",
        "\ufeff=1+1",
        "\uff1d1+1",
        "a;=1+1",
        "a,=1+1",
        "a\",\"=1+1",
        "a\n=1+1",
        "+33612345678=1+1"
      })
  void nothing_begins_a_formula(String hostile) {
    String[] fields = Cells.line(List.of("x", hostile)).split("[,;\"\r\n|]");
    for (String field : fields) {
      String begins = field.replaceAll("^[\\s\\p{Z}\\p{Cf}]+", "");
      assertThat(begins).doesNotMatch("(?s)^[=+\\-@\uff1d].*");
    }
  }

  @Test
  void what_is_harmless_stays_as_it_is() {
    assertThat(cell("+33612345678")).isEqualTo("+33612345678");
    assertThat(cell("Zoé O’Brien-Smith")).isEqualTo("\"Zoé O’Brien-Smith\"");
    assertThat(cell("ada@example.org")).isEqualTo("ada@example.org");
    assertThat(cell("")).isEmpty();
  }

  @Test
  void cells_are_read_back_as_they_were() {
    String line = Cells.line(List.of("a,b", "say \"hi\"", "two\nlines", ""));
    assertThat(line).endsWith("\r\n");
    assertThat(Csv.rows(line)).containsExactly(List.of("a,b", "say \"hi\"", "two lines", ""));
  }
}
