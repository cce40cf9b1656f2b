package habitue.engine.sell.orders;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.sell.orders.Order.Status;
import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Value;
import org.junit.jupiter.api.Test;

/** Which version of an order's document holds. */
class OrderVersionsTest {
  private final Life life = new Life();

  private Orders orders() {
    return life.state().orders();
  }

  private Order order(String id) {
    return orders().find(new OrderKey("uk", id)).orElseThrow();
  }

  private void completed(long minute, Source source, Fields said) {
    life.track(minutes(minute), source, "Order Completed", said);
  }

  private String net(String id) {
    return order(id).sums().net().toString();
  }

  private static Fields document(String updatedAt, int revenue) {
    return said("order_id", "1", "revenue", revenue, "updated_at", updatedAt);
  }

  private void updated(long minute, Source source, Fields said) {
    life.track(minutes(minute), source, "Order Updated", said);
  }

  @Test
  void of_two_versions_of_a_document_the_later_by_the_shops_time_holds_whichever_comes_first() {
    completed(0, SHOP, document("2026-03-01T10:00:00Z", 10));
    updated(1, SHOP, document("2026-03-01T12:00:00Z", 30));
    updated(2, SHOP, document("2026-03-01T11:00:00Z", 20));
    assertThat(net("1")).isEqualTo("30.00 GBP");
    assertThat(orders().repeated()).isEqualTo(1);
  }

  @Test
  void a_version_older_than_the_one_an_order_was_placed_with_does_not_overwrite_it() {
    completed(0, SHOP, document("2026-03-01T12:00:00Z", 30));
    updated(1, SHOP, document("2026-03-01T11:00:00Z", 20));
    assertThat(net("1")).isEqualTo("30.00 GBP");
  }

  @Test
  void an_order_completed_with_a_later_document_than_an_update_brings_its_content() {
    updated(0, SHOP, document("2026-03-01T11:00:00Z", 20));
    completed(1, SHOP, document("2026-03-01T12:00:00Z", 30));
    completed(2, SHOP, document("2026-03-01T13:00:00+01:00", 99));
    completed(3, SHOP, document("2026-03-01T12:30:00Z", 40));
    assertThat(net("1")).isEqualTo("40.00 GBP");
    assertThat(orders().count()).isEqualTo(1);
  }

  @Test
  void an_order_first_heard_of_by_an_update_was_placed_when_the_shop_says() {
    String placed = days(-20).toString();
    updated(0, SHOP, document(minutes(0).toString(), 10).with("placed_at", placed));
    assertThat(order("1").placedAt()).isEqualTo(days(-20));
    updated(1, WEB, said("order_id", "2", "revenue", 5, "placed_at", placed));
    assertThat(order("2").placedAt()).isEqualTo(minutes(1));
  }

  @Test
  void a_later_document_that_is_not_cancelled_takes_the_cancellation_back() {
    completed(0, SHOP, document(minutes(0).toString(), 10));
    life.track(
        minutes(5),
        SHOP,
        "Order Cancelled",
        said("order_id", "1", "updated_at", minutes(5).toString()));
    assertThat(order("1").status()).isEqualTo(Status.CANCELLED);
    updated(6, SHOP, document(minutes(4).toString(), 11).with("cancelled_at", Value.NOTHING));
    updated(7, SHOP, document(minutes(7).toString(), 12));
    assertThat(order("1").status()).isEqualTo(Status.CANCELLED);
    updated(8, SHOP, document(minutes(8).toString(), 12).with("cancelled_at", Value.NOTHING));
    assertThat(order("1").status()).isEqualTo(Status.PLACED);
    life.track(
        minutes(9),
        SHOP,
        "Order Cancelled",
        said("order_id", "1", "updated_at", minutes(5).toString()));
    assertThat(order("1").status()).isEqualTo(Status.PLACED);
  }

  @Test
  void a_document_time_that_is_none_is_counted_and_the_messages_own_counts() {
    updated(0, SHOP, document("yesterday", 10));
    updated(1, SHOP, document("999999999-12-31T23:59:59Z", 20));
    assertThat(net("1")).isEqualTo("20.00 GBP");
    assertThat(orders().unreadable()).isEqualTo(2);
  }
}
