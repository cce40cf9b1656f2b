package habitue.server.privacy;

import habitue.engine.sell.orders.OrderFacts;
import habitue.model.Fact;
import habitue.model.Fields;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Of all facts about orders the last on each, however many orders there are: a part of them at a
 * time, so that of no more than about so many anything is held. Facts are gone through twice for
 * each part.
 */
final class LastWords {
  private final int parts;
  private final Map<String, Integer> last = new HashMap<>();
  private int most;

  /**
   * @param facts about orders, how many there are
   * @param atOnce of how many orders something is held at a time, about
   */
  LastWords(long facts, int atOnce) {
    this.parts = (int) Math.min(Integer.MAX_VALUE, 1 + facts / atOnce);
  }

  static boolean speaksOfOrder(Fact fact) {
    return OrderFacts.NAMES.contains(fact.name())
        && !fact.details().text("order_id").orElse("").isEmpty();
  }

  /**
   * @param facts hands all facts on, the same in the same order each time
   */
  void each(Consumer<Consumer<Fact>> facts, Consumer<Fields> to) {
    for (int part = 0; part < parts; part++) {
      last.clear();
      go(facts, part, (key, number, _) -> last.put(key, number));
      most = Math.max(most, last.size());
      go(facts, part, (key, number, fact) -> tell(key, number, fact, to));
    }
    last.clear();
  }

  private void tell(String key, int number, Fact fact, Consumer<Fields> to) {
    Integer wanted = last.get(key);
    if (wanted != null && wanted == number) {
      to.accept(fact.details());
    }
  }

  private interface Seen {
    void see(String key, int number, Fact fact);
  }

  private void go(Consumer<Consumer<Fact>> facts, int part, Seen seen) {
    var number = new int[1];
    facts.accept(fact -> {
      number[0]++;
      String key = speaksOfOrder(fact) ? key(fact) : "";
      if (!key.isEmpty() && Math.floorMod(key.hashCode(), parts) == part) {
        seen.see(key, number[0], fact);
      }
    });
  }

  private static String key(Fact fact) {
    Fields details = fact.details();
    return details.text("store").orElse("") + "\n" + details.text("order_id").orElse("");
  }

  /** The most orders of which anything was held at once. */
  int most() {
    return most;
  }
}
