package habitue.engine.sell.basket;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.TILL;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.message;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.model.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BasketTest {
  private final Life life = new Life();

  private static Fields product(String id, int quantity, String price) {
    return said("product_id", id, "quantity", quantity, "price", new BigDecimal(price));
  }

  private @Nullable Cart cart() {
    return life.state().basket().cart();
  }

  private Cart fullCart() {
    return Objects.requireNonNull(cart());
  }

  @Test
  void what_is_added_lies_in_the_cart_and_adds_up() {
    life.track(minutes(0), WEB, "Product Added", product("p1", 2, "3.335"));
    life.track(minutes(1), WEB, "Product Added", product("p2", 1, "10"));
    life.track(minutes(2), WEB, "Product Added", product("p1", 1, "3.335"));
    assertThat(fullCart().lines()).hasSize(2);
    assertThat(fullCart().pieces()).isEqualByComparingTo("4");
    assertThat(fullCart().value()).hasToString("20.01 GBP");
    assertThat(fullCart().changedAt()).isEqualTo(minutes(2));
  }

  @Test
  void removing_the_last_piece_empties_the_cart() {
    life.track(minutes(0), WEB, "Product Added", product("p1", 3, "1"));
    life.track(minutes(1), WEB, "Product Removed", product("p1", 1, "1"));
    assertThat(fullCart().pieces()).isEqualByComparingTo("2");
    life.track(minutes(2), WEB, "Product Removed", said("product_id", "p1"));
    assertThat(cart()).isNull();
  }

  @Test
  void a_viewed_cart_is_believed() {
    life.track(minutes(0), WEB, "Product Added", product("p1", 3, "1"));
    life.track(
        minutes(1),
        WEB,
        "Cart Viewed",
        said("cart_id", "c1", "products", List.of(product("p9", 1, "7"))));
    assertThat(fullCart().lines()).extracting(line -> line.product().key()).containsExactly("p9");
    assertThat(fullCart().id()).isEqualTo("c1");
  }

  @Test
  void an_order_empties_the_cart_but_for_what_was_put_in_since() {
    life.track(minutes(0), WEB, "Product Added", product("p1", 1, "1"));
    life.track(minutes(20), WEB, "Product Added", product("p2", 1, "1"));
    Fields order =
        message("track", "event", "Order Completed", "properties", said("order_id", "1"));
    life.comes(minutes(25), minutes(10), SHOP, order);
    assertThat(fullCart().lines()).extracting(line -> line.product().key()).containsExactly("p2");
  }

  @Test
  void a_late_addition_from_before_the_order_leaves_the_cart_empty() {
    life.track(minutes(10), SHOP, "Order Completed", said("order_id", "1"));
    Fields added = message("track", "event", "Product Added", "properties", product("p1", 1, "1"));
    life.comes(minutes(12), minutes(5), WEB, added);
    assertThat(cart()).isNull();
  }

  @Test
  void buying_at_a_counter_takes_only_what_was_bought() {
    life.track(minutes(0), WEB, "Product Added", product("p1", 1, "1"));
    life.track(minutes(1), WEB, "Product Added", product("p2", 1, "1"));
    life.track(
        minutes(9),
        TILL,
        "Order Completed",
        said("order_id", "t1", "products", List.of(product("p1", 1, "1"))));
    assertThat(fullCart().lines()).extracting(line -> line.product().key()).containsExactly("p2");
  }

  @Test
  void a_checkout_is_open_until_the_order() {
    life.track(minutes(0), WEB, "Checkout Started", said("checkout_id", "k1", "value", 25));
    life.track(minutes(1), WEB, "Checkout Step Viewed", said("checkout_id", "k1", "step", 2));
    life.track(minutes(2), WEB, "Payment Info Entered", said("checkout_id", "k1"));
    Checkout open = life.state().basket().checkout();
    assertThat(open).isNotNull();
    assertThat(open)
        .extracting(Checkout::step, Checkout::payment, Checkout::startedAt)
        .containsExactly(2, true, minutes(0));
    assertThat(cart()).isNull();
    life.track(minutes(3), SHOP, "Order Completed", said("order_id", "1"));
    assertThat(life.state().basket().checkout()).isNull();
  }

  @Test
  void lines_beyond_the_bound_are_counted() {
    for (int i = 0; i < 120; i++) {
      life.track(minutes(i), WEB, "Product Added", product("p" + i, 1, "1"));
    }
    assertThat(fullCart().lines()).hasSize(Cart.LINES);
    assertThat(fullCart().dropped()).isEqualTo(20);
  }
}
