package habitue.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.console.words.Language;
import habitue.server.console.words.Words;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private final Words words = new Words(Language.ENGLISH, LONDON, FakeConsole.NOW);

  @Test
  void a_circles_area_is_the_amount() {
    Rhythm rhythm = Rhythm.of(new FakeOrders(Ink.plain()).all(), FakeConsole.NOW, LONDON, words);
    assertThat(rhythm.circles()).hasSize(31);
    double largest = Double.parseDouble(radius(rhythm, "540239"));
    double other = Double.parseDouble(radius(rhythm, "538093"));
    assertThat(largest).isEqualTo(20);
    assertThat(other * other / (largest * largest))
        .isBetween(739.05 / 835.11 - .02, 739.05 / 835.11 + .02);
  }

  @Test
  void what_was_cancelled_is_told_apart() {
    Rhythm rhythm = Rhythm.of(new FakeOrders(Ink.plain()).all(), FakeConsole.NOW, LONDON, words);
    assertThat(rhythm.circles().stream().filter(circle -> !circle.whole()))
        .singleElement()
        .satisfies(circle -> assertThat(circle.title()).contains("578835", "cancelled"));
  }

  @Test
  void months_are_named_a_few_times_with_their_years() {
    Rhythm rhythm = Rhythm.of(new FakeOrders(Ink.plain()).all(), FakeConsole.NOW, LONDON, words);
    assertThat(rhythm.ticks())
        .extracting(Rhythm.Tick::label)
        .containsExactly("Dec\u00a02025", "Feb\u00a02026", "Apr", "Jun", "Aug", "Oct");
  }

  @Test
  void nobodys_rhythm_is_empty() {
    assertThat(Rhythm.of(List.of(), FakeConsole.NOW, LONDON, words).circles()).isEmpty();
  }

  private static String radius(Rhythm rhythm, String number) {
    return rhythm.circles().stream()
        .filter(circle -> circle.title().contains(number))
        .findFirst()
        .orElseThrow()
        .radius();
  }
}
