package habitue.engine.sell.orders;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.message;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.sell.orders.ReferenceOrders.Told;
import habitue.model.Fields;
import habitue.model.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Folded orders against {@link ReferenceOrders}, which works everything out from all events. */
class OrdersReferenceTest {
  private static final int HISTORIES = Integer.getInteger("histories", 1_000);
  private static final List<String> CURRENCIES = List.of("GBP", "EUR", "USD", "JPY");
  private static final List<String> PRICES = List.of("0", "0.35", "1.995", "10", "3.3333", "8");

  private final List<Told> told = new ArrayList<>();
  private Random random = new Random(0);
  private Life life = new Life();

  @Test
  void folded_one_by_one_orders_are_what_all_events_together_say() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      random = new Random(seed);
      life = new Life();
      told.clear();
      int events = 1 + random.nextInt(40);
      for (int i = 0; i < events; i++) {
        happen(i);
      }
      compare(seed);
    }
  }

  private void happen(int minute) {
    Source source = random.nextInt(4) == 0 ? WEB : SHOP;
    Instant at = minutes(minute * 600L - random.nextLong(3) * random.nextLong(3000));
    int kind = random.nextInt(10);
    String name =
        kind < 4
            ? "Order Completed"
            : kind < 6 ? "Order Updated" : kind < 9 ? "Order Refunded" : "Order Cancelled";
    String id = "o" + random.nextInt(6);
    Fields body =
        switch (name) {
          case "Order Refunded" -> refund(id);
          case "Order Cancelled" -> said("order_id", id);
          default -> order(id);
        };
    tell(new Told(name, source.trust().trusted(), at, body), minutes(minute * 600L), source);
    if (random.nextInt(6) == 0) {
      tell(new Told(name, source.trust().trusted(), at, body), minutes(minute * 600L), source);
    }
  }

  private void tell(Told event, Instant now, Source source) {
    told.add(event);
    Fields said = message("track", "event", event.name(), "properties", event.said());
    life.comes(now, event.at(), source, said);
  }

  private Fields order(String id) {
    Fields order =
        said("order_id", id, "currency", currency(id), "products", products(random.nextInt(5)));
    return random.nextInt(3) == 0 ? order.with("revenue", random.nextInt(60)) : order;
  }

  private static String currency(String id) {
    return CURRENCIES.get(id.charAt(1) % CURRENCIES.size());
  }

  private List<Fields> products(int count) {
    var products = new ArrayList<Fields>();
    for (int i = 0; i < count; i++) {
      products.add(
          said(
              "product_id",
              "p" + random.nextInt(3),
              "quantity",
              random.nextInt(8) - 1,
              "price",
              new BigDecimal(PRICES.get(random.nextInt(PRICES.size())))));
    }
    return products;
  }

  private Fields refund(String id) {
    Fields refund = random.nextInt(8) == 0 ? said() : said("order_id", id);
    refund = random.nextInt(2) == 0 ? refund.with("refund_id", "r" + random.nextInt(9)) : refund;
    return switch (random.nextInt(4)) {
      case 0 -> refund;
      case 1 -> refund.with("revenue", random.nextInt(30));
      default ->
          refund.with(
              "products", said("p", products(1 + random.nextInt(3))).value("p").orElseThrow());
    };
  }

  private void compare(int seed) {
    var reference = new ReferenceOrders(told, Life.CONTEXT);
    Orders orders = life.state().orders();
    assertThat(String.join("\n", describe(orders)))
        .as("seed %s", seed)
        .isEqualTo(String.join("\n", reference.describe()));
  }

  private static List<String> describe(Orders orders) {
    var lines = new ArrayList<String>();
    orders.kept().forEach(order -> lines.add(describe(order)));
    lines.sort(null);
    lines.add("count " + orders.count() + " without rate " + orders.withoutRate());
    lines.add("home " + sums(orders.home()));
    lines.add("after the first day " + orders.afterFirstDay());
    orders.byCurrency().values().forEach(totals -> lines.add("in " + sums(totals)));
    lines.add("days " + orders.rhythm().days() + " of " + orders.rhythm().count());
    lines.add("first " + orders.first() + " last " + orders.last().orElse(null));
    Unmatched unmatched = orders.unmatched();
    lines.add("unmatched " + unmatched.count() + " " + unmatched.amounts().values());
    return lines;
  }

  private static String sums(Totals totals) {
    return totals.gross() + " - " + totals.refunded() + " - " + totals.cancelled();
  }

  private static String describe(Order order) {
    var text = new StringBuilder(order.key().id() + " at " + order.placedAt());
    Sums sums = order.sums();
    text.append(" ").append(sums.gross()).append(" - ").append(sums.refunded());
    text.append(" - ").append(sums.cancelled()).append(" beyond ").append(order.returns().excess());
    for (Line line : order.lines()) {
      text.append(", ").append(line.product().key()).append(" ");
      text.append(line.share().minor()).append(" - ").append(line.refunded().minor());
      text.append(" for ").append(line.refundedQuantity().toPlainString());
    }
    return text.toString();
  }
}
