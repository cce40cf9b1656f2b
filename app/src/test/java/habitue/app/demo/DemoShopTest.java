package habitue.app.demo;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Judges the messages alone, by a slow reading of them that shares nothing with their making. */
class DemoShopTest {
  private final DemoShop shop = DemoFiles.SHOP;
  private final List<Message> messages = DemoFiles.MESSAGES;

  @Test
  void the_messages_tell_the_published_figures() {
    assertThat(messages.stream().filter(m -> !m.guest()).map(Message::userId).distinct())
        .hasSize(4_372);
    var known = orders().stream().filter(m -> !m.guest()).toList();
    assertThat(known).hasSize(18_536);
    assertThat(sum(known.stream().map(m -> m.properties().total()))).isEqualTo("8911407.90");
    assertThat(
            sum(known.stream().flatMap(m -> m.properties().items().stream().map(i -> i.amount()))))
        .isEqualTo("8911407.90");
    assertThat(invoices(Message::guest)).hasSize(3_710);
    assertThat(invoices(_ -> true)).hasSize(25_900);
  }

  @Test
  void a_refund_names_an_order_that_came_before_it_or_counts_as_unmatched() {
    Set<String> orders = new HashSet<>();
    int unmatched = 0;
    for (var message : messages) {
      if (message.isOrder()) {
        orders.add(order(message));
      } else if (message.isRefund() && !orders.contains(order(message))) {
        unmatched++;
        assertThat(message.properties().order_id())
            .isEqualTo(message.guest() ? message.properties().refund_id() : null);
      }
    }
    assertThat(unmatched).isEqualTo(950);
    assertThat(refunds()).hasSize(3_880 + 950);
  }

  @Test
  void no_order_gives_back_more_pieces_than_it_sold_nor_to_anyone_else() {
    Map<String, Integer> left = new HashMap<>();
    for (var message : messages) {
      if (message.isOrder()) {
        items(message).forEach((piece, quantity) -> left.merge(piece, quantity, Integer::sum));
      } else if (message.isRefund() && !order(message).isEmpty() && !message.guest()) {
        items(message)
            .forEach((piece, quantity) ->
                assertThat(left.merge(piece, -quantity, Integer::sum)).isNotNegative());
      }
    }
  }

  @Test
  void refunds_give_back_every_piece_and_penny_of_the_cancellations() {
    var given = refunds().stream().flatMap(m -> m.properties().items().stream()).toList();
    var taken = DemoFiles.LINES.stream().filter(line -> line.invoice().startsWith("C")).toList();
    assertThat(given.stream().mapToInt(Message.Item::quantity).sum())
        .isEqualTo(-taken.stream().mapToInt(Line::quantity).sum());
    assertThat(sum(refunds().stream().map(m -> m.properties().total())))
        .isEqualTo(sum(taken.stream().map(line -> line.amount(-line.quantity()))));
  }

  @Test
  void time_never_goes_back_and_no_message_id_comes_twice() {
    assertThat(messages).extracting(Message::timestamp).isSorted();
    assertThat(messages).extracting(Message::messageId).doesNotHaveDuplicates();
  }

  @Test
  void a_customer_is_identified_first_and_again_when_the_country_changes() {
    Map<String, String> countries = new HashMap<>();
    for (var message : messages) {
      var user = message.userId();
      if (user != null && message.type().equals("identify")) {
        var country = message.traits().country();
        assertThat(countries.put(user, country)).isNotEqualTo(country);
      } else if (user != null) {
        assertThat(countries.get(user)).isEqualTo(message.properties().country());
      }
    }
  }

  @Test
  void a_shift_moves_every_time_by_whole_weeks_of_londons_clocks_and_nothing_else() {
    var shift = shop.shiftTo(Instant.parse("2026-07-18T09:00:00Z"));
    assertThat(shop.lastOrder(shift)).isEqualTo("2026-07-17T11:50:00Z");
    assertThat(shop.midnight(shift)).isEqualTo("2026-07-17T23:00:00Z");
    assertThat(shop.midnight(Shift.NONE)).isEqualTo("2011-12-10T00:00:00Z");
    var moved = shop.messages(shift).limit(100).toList();
    assertThat(moved).allMatch(json -> json.contains("\"timestamp\":\"2025-07-09T"));
    assertThat(moved.stream().map(DemoShopTest::timeless).toList())
        .isEqualTo(shop.messages(Shift.NONE).limit(100).map(DemoShopTest::timeless).toList());
  }

  @Test
  void an_order_reads_as_the_segment_spec_has_it() {
    assertThat(shop.messages(Shift.NONE).filter(json -> json.contains("uci-536403-")))
        .containsExactly(
            """
            {"type":"identify","messageId":"uci-536403-identify","userId":"12791"\
            ,"timestamp":"2010-12-01T11:27:00Z","context":{"historical":true}\
            ,"traits":{"country":"Netherlands"}}\
            """,
            """
            {"type":"track","messageId":"uci-536403-completed","userId":"12791"\
            ,"timestamp":"2010-12-01T11:27:00Z","context":{"historical":true}\
            ,"event":"Order Completed","properties":{"order_id":"536403","currency":"GBP"\
            ,"total":192.60,"revenue":192.60,"shipping":15.00,"country":"Netherlands","products":[\
            {"product_id":"22867","sku":"22867","name":"HAND WARMER BIRD DESIGN"\
            ,"category":"Hot water bottles & warmers","price":1.85,"quantity":96}],"extras":[\
            {"product_id":"POST","sku":"POST","name":"POSTAGE","kind":"shipping","price":15.0\
            ,"quantity":1}]}}\
            """);
  }

  private List<Message> orders() {
    return messages.stream().filter(Message::isOrder).toList();
  }

  private List<Message> refunds() {
    return messages.stream().filter(Message::isRefund).toList();
  }

  private Set<String> invoices(Predicate<Message> which) {
    return Stream.concat(
            orders().stream().filter(which).map(DemoShopTest::order),
            refunds().stream().filter(which).map(m -> "" + m.properties().refund_id()))
        .collect(toSet());
  }

  /** The number of the order a message is about, empty where it names none. */
  private static String order(Message message) {
    var order = message.properties().order_id();
    return order == null ? "" : order;
  }

  /** Pieces by customer, order and product. */
  private static Map<String, Integer> items(Message message) {
    Map<String, Integer> items = new HashMap<>();
    for (var item : message.properties().items()) {
      var key = message.userId() + " " + order(message) + " " + item.product_id();
      items.merge(key, item.quantity(), Integer::sum);
    }
    return items;
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String timeless(String json) {
    return json.replaceFirst("\"timestamp\":\"[^\"]*\"", "");
  }
}
