package habitue.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Money;
import habitue.server.console.view.Revenue;
import habitue.server.console.view.Revenue.Month;
import habitue.server.console.view.Scope;
import habitue.server.console.words.Language;
import habitue.server.console.words.Words;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonthChartTest {
  private final Words words = new Words(Language.ENGLISH, ZoneId.of("UTC"), FakeConsole.NOW);

  @Test
  void steps_are_round_and_reach_the_top() {
    MonthChart chart =
        MonthChart.of(new FakeToday(Ink.plain()).today(Scope.ALL).revenue(), "GBP", words);
    assertThat(chart.labels()).containsExactly("0", "£500k", "£1m", "£1.5m", "£2m");
    assertThat(chart.top()).isEqualTo(200_000_000);
  }

  @Test
  void every_amount_fits_under_a_few_steps() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      long amount = random.nextLong(1L << (1 + random.nextInt(50)));
      MonthChart chart = MonthChart.of(month(amount), "GBP", words);
      assertThat(chart.top()).as("%s", amount).isGreaterThanOrEqualTo(amount);
      assertThat(chart.labels()).as("%s", amount).hasSizeBetween(2, 7);
    }
    assertThat(MonthChart.of(month(0), "GBP", words).top()).isPositive();
  }

  @Test
  void part_months_are_marked() {
    var months = new FakeToday(Ink.plain()).today(Scope.ALL).revenue().months();
    assertThat(months.getFirst().startsLate()).isTrue();
    assertThat(months.getFirst().soFar()).isFalse();
    assertThat(months.get(1).startsLate() || months.get(1).soFar()).isFalse();
    assertThat(months.getLast().soFar()).isTrue();
  }

  private static Revenue month(long amount) {
    var money = new Money(amount, "GBP");
    var zero = Money.zero("GBP");
    return new Revenue(
        List.of(new Month(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31), money, zero, zero)),
        null);
  }
}
