package habitue.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Because;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastWordsTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
  private static final int ORDERS = 5_000;

  private static Fact fact(String name, int order, String status) {
    Fields details =
        Fields.of("order_id", Value.of("o" + order)).with("store", "uk").with("status", status);
    return new Fact(name, AT, AT, details, new Because(0, "c", "r", 1, Fields.NONE));
  }

  @Test
  void the_last_word_on_each_of_many_orders_is_told_once_and_few_are_held() {
    var facts = new ArrayList<Fact>();
    IntStream.range(0, ORDERS).forEach(i -> facts.add(fact("Order Placed", i, "open")));
    facts.add(fact("Tier Reached", 1, "no order"));
    IntStream.range(0, ORDERS / 2).forEach(i -> facts.add(fact("Order Refunded", i, "refunded")));
    long ofOrders = facts.stream().filter(LastWords::speaksOfOrder).count();
    assertThat(ofOrders).isEqualTo(ORDERS + ORDERS / 2);
    List<String> told = new ArrayList<>();
    var words = new LastWords(ofOrders, 100);
    words.each(
        facts::forEach,
        order ->
            told.add(order.text("order_id").orElse("") + " " + order.text("status").orElse("")));
    assertThat(told).hasSize(ORDERS).doesNotHaveDuplicates().contains("o1 refunded", "o4999 open");
    assertThat(words.most()).isLessThan(200);
  }
}
