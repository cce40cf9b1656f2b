package habitue.server.api.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sixty who bought now and then, some twice on a day; orders of theirs came back in part, as a
 * whole, or were called off.
 */
final class SmallShop {
  static final int CUSTOMERS = 60;
  private static final long SEED = 7;

  private final Random random = new Random(SEED);
  private final List<String> events = new ArrayList<>();
  private int order;

  private SmallShop() {}

  static List<String> events() {
    var shop = new SmallShop();
    for (int who = 0; who < CUSTOMERS; who++) {
      shop.lives("s" + who);
    }
    shop.regrets("s" + CUSTOMERS / 2);
    return shop.events;
  }

  private void lives(String user) {
    int day = 1 + random.nextInt(90);
    int days = 1 + random.nextInt(5);
    for (int i = 0; i < days; i++, day += 3 + random.nextInt(40)) {
      buys(user, day, 10 + random.nextInt(90));
      if (random.nextInt(4) == 0) {
        buys(user, day, 5 + random.nextInt(20));
      }
    }
  }

  private void buys(String user, int day, int pounds) {
    String id = "o" + order++;
    String goods = "\"revenue\":" + pounds + ".50,\"currency\":\"GBP\"";
    tell(user, "Order Completed", id, day, "," + goods);
    switch (random.nextInt(8)) {
      case 0 -> tell(user, "Order Cancelled", id, day + 1, "");
      case 1 -> tell(user, "Order Refunded", id, day + 2, ",\"revenue\":" + pounds / 3);
      default -> {}
    }
  }

  /** All that they bought after the first day comes back. */
  private void regrets(String user) {
    events.removeIf(event -> event.contains("\"" + user + "\""));
    for (int day = 1; day < 100; day += 30) {
      String id = "r" + day;
      tell(user, "Order Completed", id, day, ",\"revenue\":900,\"currency\":\"GBP\"");
      if (day > 1) {
        tell(user, "Order Refunded", id, day + 3, ",\"revenue\":900");
      }
    }
  }

  private void tell(String user, String name, String id, int day, String rest) {
    events.add(
        """
        {"type":"track","event":"%s","messageId":"m%d-%s","userId":"%s",\
        "timestamp":"%s","properties":{"order_id":"%s"%s}}\
        """
            .formatted(name, events.size(), id, user, at(day, events.size()), id, rest));
  }

  private static String at(int day, int second) {
    return Instant.parse("2025-01-01T09:00:00Z")
        .plus(Duration.ofDays(day).plusSeconds(second))
        .toString();
  }
}
