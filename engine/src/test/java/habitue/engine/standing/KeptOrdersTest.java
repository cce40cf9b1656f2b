package habitue.engine.standing;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import org.junit.jupiter.api.Test;

class KeptOrdersTest {
  private final Life life = new Life();

  @Test
  void whoever_only_cancelled_is_no_customer() {
    life.happens(days(0), SHOP, Life.message("identify", "userId", "ann"));
    order(1, "o1");
    assertThat(stage()).isEqualTo("new");
    life.track(days(1), SHOP, "Order Cancelled", said("order_id", "o1"));
    assertThat(stage()).isEqualTo("lead");
    order(2, "o2");
    assertThat(stage()).isEqualTo("new");
    life.wake(days(200));
    assertThat(stage()).isEqualTo("active");
  }

  private void order(int day, String id) {
    life.track(
        days(day), SHOP, "Order Completed", said("order_id", id, "total", 5, "currency", "GBP"));
  }

  private String stage() {
    return life.lastFact("Stage Changed").details().text("stage").orElseThrow();
  }
}
