package habitue.engine.reward.earn;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.reward.Member;
import habitue.engine.reward.ledger.Account;
import habitue.model.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Challenges over orders, beside plain sums of the orders that did not come back. */
class GoalsReferenceTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          earn: {order: {spend: 1 per 100000}}
          challenges:
            explorer: {when: 'distinct("Order Completed", event.product.category) >= 3', points: 100}
            buyer: {when: 'count("Order Completed") >= 4', points: 1000}
            regular: {when: customer.orders.count >= 3, points: 10000}
            spender: {when: customer.orders.net >= 50, points: 100000}
      """;
  private static final int LIVES = 60;
  private static final int STEPS = 25;

  /** What a shop would write down of them. */
  private static final class Shop {
    private final Map<String, String> orders = new HashMap<>();
    private final Set<String> back = new HashSet<>();

    private List<String> standing() {
      var left = new HashMap<>(orders);
      left.keySet().removeAll(back);
      return new ArrayList<>(left.values());
    }

    private long points() {
      List<String> left = standing();
      long categories = left.stream().collect(Collectors.toSet()).size();
      return (categories >= 3 ? 100L : 0)
          + (left.size() >= 4 ? 1_000L : 0)
          + (left.size() >= 3 ? 10_000L : 0)
          + (left.size() >= 5 ? 100_000L : 0);
    }
  }

  @Test
  void points_and_badges_are_those_of_the_orders_that_stand_whatever_came_when() {
    long first = Long.getLong("seed", 1);
    for (long seed = first; seed < first + LIVES; seed++) {
      live(seed);
    }
  }

  private static void live(long seed) {
    var random = new Random(seed);
    var shop = new Shop();
    Life life =
        Life.by(Map.of("loyalty.yaml", CLUB))
            .happens(START.minusSeconds(60), SHOP, Life.message("identify", "userId", "u1"));
    for (int step = 0; step < STEPS; step++) {
      String id = "o" + random.nextInt(10);
      Instant at = START.plusSeconds(3_600L * random.nextInt(1 + step / 5));
      Instant now = START.plusSeconds(3_600L * (step + 1));
      switch (random.nextInt(4)) {
        case 0, 1 -> order(life, now, at, shop, id, "c" + random.nextInt(5));
        case 2 -> {
          shop.back.add(id);
          life.track(now, SHOP, "Order Cancelled", said("order_id", id));
        }
        default -> {
          shop.back.add(id);
          life.track(now, SHOP, "Order Refunded", said("order_id", id, "amount", 10));
        }
      }
      assertThat(active(life)).as("-Dseed=%d at step %d", seed, step).isEqualTo(shop.points());
    }
  }

  /** One that was told before is the same order. */
  private static void order(
      Life life, Instant now, Instant at, Shop shop, String id, String category) {
    String known = shop.orders.computeIfAbsent(id, _ -> category);
    Fields line = said("product_id", "p", "quantity", 1, "price", 10, "category", known);
    Fields order = said("order_id", id, "products", List.of(line));
    life.comes(
        now, at, SHOP, Life.message("track", "event", "Order Completed", "properties", order));
  }

  private static long active(Life life) {
    Member member = life.state().book().member("club").orElse(null);
    if (member == null) {
      return 0;
    }
    member.ledger().prove();
    return member.ledger().balances().of(Account.ACTIVE);
  }
}
