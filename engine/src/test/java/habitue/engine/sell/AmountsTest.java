package habitue.engine.sell;

import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmountsTest {
  private static Amounts gbp() {
    return new Amounts(said(), "GBP");
  }

  @Test
  void numbers_and_texts_that_read_as_numbers_are_money() {
    Fields order = said("a", 3, "b", "4.565", "c", new BigDecimal("-1.005"));
    assertThat(gbp().money(order, "a")).isEqualTo(new Money(300, "GBP"));
    assertThat(gbp().money(order, "x", "b")).isEqualTo(new Money(457, "GBP"));
    assertThat(gbp().money(order, "c")).isEqualTo(new Money(-101, "GBP"));
  }

  @Test
  void what_cannot_be_read_is_absent_and_counted() {
    List<Object> odd =
        List.of(
            "much",
            "1e999999999",
            "-1E+13",
            new BigDecimal("1e-900000"),
            true,
            said("x", 1),
            List.of(1),
            "9".repeat(39));
    Amounts amounts = gbp();
    for (Object value : odd) {
      assertThat(amounts.money(said("a", value), "a")).as("%s", value).isNull();
    }
    assertThat(amounts.unreadable()).isEqualTo(odd.size());
    assertThat(amounts.money(said("a", null), "a", "b")).isNull();
    assertThat(amounts.unreadable()).isEqualTo(odd.size());
  }

  @Test
  void an_unknown_currency_makes_no_amount() {
    var amounts = new Amounts(said("currency", "grains"), "GBP");
    assertThat(amounts.money(said("a", 5), "a")).isNull();
    assertThat(amounts.unreadable()).isEqualTo(1);
    assertThat(new Amounts(said("currency", "eur"), "GBP").currency()).isEqualTo("EUR");
  }

  @Test
  void sums_stop_at_the_ends() {
    var most = new Money(Long.MAX_VALUE, "GBP");
    var least = new Money(Long.MIN_VALUE, "GBP");
    assertThat(Amounts.sum(most, new Money(1, "GBP"))).isEqualTo(most);
    assertThat(Amounts.sum(least, new Money(-1, "GBP"))).isEqualTo(least);
    assertThat(Amounts.difference(most, least)).isEqualTo(most);
    assertThat(Amounts.difference(new Money(5, "GBP"), new Money(7, "GBP")).minor()).isEqualTo(-2);
  }
}
