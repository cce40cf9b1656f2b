package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.sell.orders.Orders;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose the news of an order are, whatever else they come with. */
class OrderNewsTest {
  private static final Source SERVER = new Source(1, "shop", Trust.SERVER, "uk", "web");

  @TempDir Path folder;
  private Store store;
  private int messages;

  @BeforeEach
  void open() throws Exception {
    store = Store.open(folder, Options.of(StoreTest.CONTEXT));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private void tell(String event, String type, String name, int amount) {
    Fields order = Fields.NONE.with("order_id", "R").with("currency", "EUR").with("total", amount);
    Fields message =
        Fields.NONE
            .with("type", "track")
            .with("event", event)
            .with("messageId", "m" + ++messages)
            .with("properties", order);
    message = type.isEmpty() ? message : message.with(type, name);
    Receipt receipt =
        store
            .door()
            .accept(
                List.of(
                    new Arrival.EventArrival(
                        SERVER, message, Instant.now(), null, false, Reality.REAL)))
            .getFirst();
    assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
    assertThat(store.settle(Duration.ofSeconds(10))).isTrue();
  }

  private CustomerId id(IdentifierType type, String value) {
    String shop = type == IdentifierType.ORDER_ID ? "uk" : "";
    return store.reader().resolve(new Identifier(type, value, shop)).orElseThrow();
  }

  private Orders orders(String user) {
    CustomerId id = id(IdentifierType.USER_ID, user);
    return store.reader().person(id).orElseThrow().state().orders();
  }

  private long refunded(String user) {
    return orders(user).home().refunded().minor();
  }

  private List<String> alike(String user) {
    return store.reader().suggestions(id(IdentifierType.USER_ID, user)).stream()
        .map(Reader.Suggestion::reason)
        .toList();
  }

  @Test
  void a_refund_goes_to_the_buyer_whatever_visitor_it_comes_with() {
    tell("Order Completed", "userId", "R2", 10);
    tell("Order Refunded", "anonymousId", "random-uuid-1", 4);
    tell("Order Refunded", "", "", 1);
    assertThat(refunded("R2")).isEqualTo(500);
    assertThat(store.status().customers()).isEqualTo(1);
    assertThat(store.reader().resolve(new Identifier(IdentifierType.ANONYMOUS_ID, "random-uuid-1")))
        .isEmpty();
    tell("Order Cancelled", "anonymousId", "random-uuid-2", 10);
    assertThat(orders("R2").home().cancelled().minor()).isPositive();
  }

  @Test
  void a_refund_that_names_another_user_goes_to_the_buyer() {
    tell("Order Completed", "userId", "buyer", 10);
    tell("Order Refunded", "userId", "clerk", 4);
    assertThat(refunded("buyer")).isEqualTo(400);
    assertThat(store.status().customers()).isEqualTo(1);
    tell("Anything Else", "userId", "buyer", 0);
    tell("Order Completed", "userId", "other", 10);
    tell("Order Refunded", "userId", "other", 1);
    assertThat(refunded("buyer")).isEqualTo(500);
    assertThat(alike("buyer")).containsExactly("same-orderId");
  }

  @Test
  void a_refund_that_came_before_its_order_waits_for_the_buyer() {
    tell("Order Refunded", "anonymousId", "random-uuid-1", 4);
    tell("Order Completed", "userId", "R2", 10);
    tell("Order Refunded", "anonymousId", "random-uuid-2", 1);
    assertThat(refunded("R2")).isEqualTo(500);
    assertThat(store.status().customers()).isEqualTo(1);
  }

  @Test
  void a_guest_whose_order_is_a_users_is_that_user() {
    tell("Order Completed", "anonymousId", "R3a", 10);
    tell("Order Completed", "userId", "R3u", 10);
    assertThat(id(IdentifierType.ANONYMOUS_ID, "R3a")).isEqualTo(id(IdentifierType.USER_ID, "R3u"));
    assertThat(orders("R3u").home().gross().minor()).isEqualTo(1_000);
    // Once: a third is perhaps the same, and the order stays where it was.
    tell("Order Completed", "anonymousId", "R3b", 10);
    assertThat(id(IdentifierType.ANONYMOUS_ID, "R3b"))
        .isNotEqualTo(id(IdentifierType.USER_ID, "R3u"));
    assertThat(alike("R3u")).containsExactly("same-orderId");
    assertThat(id(IdentifierType.ORDER_ID, "R")).isEqualTo(id(IdentifierType.USER_ID, "R3u"));
  }

  @Test
  void two_users_with_one_order_are_perhaps_the_same() {
    tell("Order Completed", "userId", "one", 10);
    tell("Order Completed", "userId", "two", 10);
    assertThat(id(IdentifierType.ORDER_ID, "R")).isEqualTo(id(IdentifierType.USER_ID, "one"));
    assertThat(alike("one")).containsExactly("same-orderId");
    assertThat(alike("two")).containsExactly("same-orderId");
  }

  @Test
  void what_became_of_a_guests_order_makes_nobody_the_guest() {
    tell("Order Completed", "anonymousId", "guest", 10);
    tell("Order Refunded", "userId", "clerk", 4);
    assertThat(store.reader().resolve(new Identifier(IdentifierType.USER_ID, "clerk"))).isEmpty();
    CustomerId guest = id(IdentifierType.ANONYMOUS_ID, "guest");
    var state = store.reader().person(guest).orElseThrow().state();
    assertThat(state.orders().home().refunded().minor()).isEqualTo(400);
    assertThat(state.profile().identifiers()).hasSize(1);
  }
}
