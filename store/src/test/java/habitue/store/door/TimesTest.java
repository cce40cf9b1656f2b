package habitue.store.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @Test
  void the_usual_form_reads_as_the_general_parser_has_it() {
    var random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochMilli(random.nextLong(-62_135_596_800_000L, 253_402_300_800_000L));
      String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
      String usual = text.replace("Z", ".%03dZ".formatted(random.nextInt(1_000)));
      assertThat(Times.parse(usual)).isEqualTo(Instant.parse(usual));
    }
  }

  @Test
  void offsets_and_other_precisions_are_times_too() {
    Instant ten = Instant.parse("2026-03-01T10:00:00Z");
    assertThat(Times.parse("2026-03-01T10:00:00Z")).isEqualTo(ten);
    assertThat(Times.parse("2026-03-01T11:00:00.000+01:00")).isEqualTo(ten);
    assertThat(Times.parse("2026-03-01T10:00:00.000001Z")).isEqualTo(ten.plusNanos(1_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T10:00:00.000Z",
        "2026-13-01T10:00:00.000Z",
        "2026-03-01T25:00:00.000Z",
        "2026-03-01T10:61:00.000Z",
        "2026-03-01T10:00:00.0a0Z",
        "2026-03-01T10:00:00",
        "20260-03-01T10:00:00.00Z",
        "yesterday at ten o'clock"
      })
  void what_is_no_time_is_refused(String text) {
    assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
