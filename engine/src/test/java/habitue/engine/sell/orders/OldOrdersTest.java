package habitue.engine.sell.orders;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.sell.orders.Order.Status;
import habitue.model.Fields;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of faithful people: first their lines are no longer kept, then they themselves. */
class OldOrdersTest {
  private final Life life = new Life();
  private int day;

  private static Fields order(String id) {
    Fields product = said("product_id", "a", "quantity", 1, "price", new BigDecimal("10"));
    return said("order_id", id, "products", List.of(product));
  }

  private void ordered(int orders) {
    for (int i = 0; i < orders; i++) {
      told("Order Completed", order("o" + i));
    }
  }

  private void told(String name, Fields said) {
    life.track(days(day++), SHOP, name, said);
  }

  private void refunded(Fields said) {
    told("Order Refunded", said);
  }

  private Orders orders() {
    return life.state().orders();
  }

  private Fields lastRefund() {
    return life.lastFact("Order Refunded").details().fields("refund");
  }

  private String refunded() {
    return orders().home().refunded().toString();
  }

  /** A refund that names a product and not its price. */
  private static Fields unpriced(String id) {
    return said("order_id", id, "products", List.of(said("product_id", "a", "quantity", 1)));
  }

  @Test
  void a_refund_of_lines_no_longer_kept_takes_the_amount_it_states() {
    ordered(30);
    refunded(unpriced("o0").with("amount", 4));
    assertThat(lastRefund().number("amount")).contains(new BigDecimal("4.00"));
    assertThat(refunded()).isEqualTo("4.00 GBP");
  }

  @Test
  void a_price_of_its_own_or_a_line_still_there_says_more_than_the_amount() {
    ordered(30);
    refunded(order("o0").with("amount", 99));
    refunded(unpriced("o29").with("amount", 4));
    assertThat(refunded()).isEqualTo("20.00 GBP");
  }

  @Test
  void a_refund_that_nothing_can_price_is_told_as_unresolved_not_as_zero() {
    ordered(30);
    refunded(unpriced("o0").with("refund_id", "r1"));
    assertThat(lastRefund().value("amount")).isEmpty();
    assertThat(lastRefund().flag("unresolved")).contains(true);
    assertThat(refunded()).isEqualTo("0.00 GBP");
    refunded(unpriced("o0").with("refund_id", "r1"));
    assertThat(orders().repeated()).isEqualTo(1);
  }

  @Test
  void of_a_refund_that_can_be_priced_in_part_the_part_is_told_as_such() {
    ordered(30);
    Fields priced = said("product_id", "a", "quantity", 1, "price", new BigDecimal("3"));
    Fields other = said("product_id", "b", "quantity", 1);
    refunded(said("order_id", "o0", "products", List.of(priced, other)));
    assertThat(lastRefund().number("amount")).contains(new BigDecimal("3.00"));
    assertThat(lastRefund().flag("unresolved")).contains(true);
    assertThat(refunded()).isEqualTo("3.00 GBP");
  }

  @Test
  void an_amount_in_another_currency_than_the_order_is_unresolved() {
    ordered(1);
    refunded(said("order_id", "o0", "amount", 4, "currency", "EUR"));
    assertThat(lastRefund().flag("unresolved")).contains(true);
    assertThat(refunded()).isEqualTo("0.00 GBP");
  }

  @Test
  void a_refund_that_came_before_its_order_is_unresolved_as_well() {
    refunded(said("order_id", "o0", "products", List.of(said("product_id", "b"))));
    ordered(1);
    assertThat(lastRefund().flag("unresolved")).contains(true);
  }

  @Test
  void the_refund_with_which_an_order_loses_its_lines_is_resolved_on_them() {
    Fields pieces = said("product_id", "a", "quantity", 100, "price", new BigDecimal("1"));
    told("Order Completed", said("order_id", "o0", "products", List.of(pieces)));
    for (int i = 0; i <= Returns.REPAYMENTS; i++) {
      refunded(unpriced("o0"));
    }
    assertThat(orders().find(new OrderKey("uk", "o0")).orElseThrow().lines()).isEmpty();
    assertThat(lastRefund().number("amount")).contains(new BigDecimal("1.00"));
    assertThat(refunded()).isEqualTo("65.00 GBP");
  }

  @Test
  void of_400_orders_none_told_again_counts_twice() {
    ordered(400);
    told("Order Completed", order("o0"));
    told("Order Updated", order("o3"));
    assertThat(orders().count()).isEqualTo(400);
    assertThat(orders().home().gross()).hasToString("4000.00 GBP");
    assertThat(life.facts("Order Placed")).hasSize(400);
  }

  @Test
  void a_refund_of_the_first_of_400_orders_is_applied_once() {
    ordered(400);
    refunded(said("order_id", "o0", "refund_id", "r1", "amount", 4));
    refunded(said("order_id", "o0", "refund_id", "r1", "amount", 4));
    refunded(said("order_id", "o1"));
    assertThat(refunded()).isEqualTo("14.00 GBP");
    assertThat(orders().pending()).isEmpty();
    assertThat(orders().find(new OrderKey("uk", "o1")).orElseThrow().status())
        .isEqualTo(Status.REFUNDED);
  }

  @Test
  void beyond_the_orders_kept_one_told_again_is_known_by_its_hash() {
    ordered(Orders.KEPT + 100);
    assertThat(orders().gone()).hasSize(Math.toIntExact(orders().dropped()));
    told("Order Completed", order("o0"));
    told("Order Updated", order("o1"));
    told("Order Cancelled", said("order_id", "o2"));
    assertThat(orders().count()).isEqualTo(Orders.KEPT + 100);
    assertThat(orders().repeated()).isEqualTo(3);
    assertThat(orders().pending()).isEmpty();
  }

  @Test
  void a_refund_of_an_order_known_by_its_hash_alone_is_listed_apart_and_waits_for_nothing() {
    ordered(Orders.KEPT + 100);
    refunded(said("order_id", "o0", "refund_id", "r1", "amount", 4));
    refunded(said("order_id", "o0", "refund_id", "r1", "amount", 4));
    assertThat(orders().pending()).isEmpty();
    assertThat(orders().unmatched().amounts().values())
        .extracting(Object::toString)
        .containsExactly("4.00 GBP");
  }

  /** The bytes of version 2: two pans at 10 and a pot at 5. */
  @Test
  void orders_that_were_written_before_gift_cards_were_known_are_read_as_they_were() {
    String written =
        "AgECdWsCbzGApOzflWfEwAIBAQEAAICk7N+VZ2QEA0dCUIgnAAAAAAAAAAACAQNwYW4AAAAAAAECAAEK"
            + "oB+gHwAAAAEAAAEDcG90AAAAAAABAQABBegH6AcAAAABAAACAAAAAAAAAQABAYgnAAABA0dCUIgnAAA=";
    List<Order> orders = OrdersCodec.readShelf(Base64.getDecoder().decode(written));
    assertThat(orders).hasSize(1);
    Order order = orders.getFirst();
    assertThat(order.sums().net().minor()).isEqualTo(2500);
    assertThat(order.lines().stream().map(line -> line.product().key()))
        .containsExactly("pan", "pot");
    assertThat(order.lines()).noneMatch(Line::giftCard);
    assertThat(OrdersCodec.readShelf(OrdersCodec.shelf(orders))).isEqualTo(orders);
  }
}
