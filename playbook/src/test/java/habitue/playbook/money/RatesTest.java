package habitue.playbook.money;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Money;
import habitue.model.Rates;
import habitue.playbook.Playbook;
import habitue.playbook.Playbook.Reading;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.yaml.Mistake;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {

  private static Reading read(String yaml) {
    return Playbook.read(PlaybookFiles.of(Map.of("rates.yaml", yaml)));
  }

  private static Playbook good(String yaml) {
    return ((Reading.Good) read(yaml)).playbook();
  }

  private static List<String> bad(String yaml) {
    return ((Reading.Bad) read(yaml)).mistakes().stream().map(Mistake::toString).toList();
  }

  @Test
  void nothing_has_a_rate_as_it_ships() {
    assertThat(Playbook.DEFAULT.rates()).isEqualTo(Rates.NONE);
  }

  @Test
  void a_rate_holds_from_its_day_until_the_next() {
    Rates rates =
        good("""
        USD: {2026-02-01: 0.8573, 2026-01-01: 0.8612}
        CHF: 1.0432
        """)
            .rates();

    assertThat(rates.rate("USD", "EUR", LocalDate.of(2025, 12, 31))).isEmpty();
    assertThat(rates.rate("USD", "EUR", LocalDate.of(2026, 1, 31)))
        .contains(new BigDecimal("0.8612"));
    assertThat(rates.rate("USD", "EUR", LocalDate.of(2030, 1, 1)))
        .contains(new BigDecimal("0.8573"));
    assertThat(rates.convert(new Money(1_000, "CHF"), "EUR", LocalDate.of(1980, 1, 1)))
        .contains(new Money(1_043, "EUR"));
    assertThat(rates.rate("GBP", "EUR", LocalDate.of(2026, 1, 1))).isEmpty();
  }

  @Test
  void another_rate_is_another_playbook_that_folds_read() {
    assertThat(good("USD: 0.8").hash()).isNotEqualTo(good("USD: 0.9").hash());
  }

  @Test
  void every_mistake_is_told_with_its_place() {
    assertThat(bad("USD: 0\nEURO: 2\nCHF: {2026-13-01: 1, 2026-01-01: dear}\nJPY: 1e400\n"))
        .containsExactly(
            "rates.yaml:1:6: a number above 0 is expected, with at most 12 digits",
            "rates.yaml:2:7: EURO is no currency: a code of three capitals such as USD",
            "rates.yaml:3:19: 2026-13-01 is no day: one such as 2026-01-31 is expected",
            "rates.yaml:3:34: a number above 0 is expected, with at most 12 digits",
            "rates.yaml:4:6: a number above 0 is expected, with at most 12 digits");
  }
}
