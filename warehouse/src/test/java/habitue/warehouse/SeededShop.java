package habitue.warehouse;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A shop whose customers come, order, give back and turn out to be the same, from a seed. */
public final class SeededShop {
  private final FakeStore store;
  private final Random random;
  private final List<CustomerId> strangers = new ArrayList<>();
  private final Map<String, List<Bought>> bought = new HashMap<>();
  private int orders;
  private int guests;

  private record Bought(String order, Fields product) {}

  public SeededShop(FakeStore store, long seed) {
    this.store = store;
    this.random = new Random(seed);
  }

  /** A past of so many days before the store's clock, some steps each. */
  public void past(int days, int steps) {
    for (int day = days; day > 0; day--) {
      for (int i = 0; i < steps; i++) {
        Instant at = store.clock().minusSeconds(day * 86_400L).plusSeconds(random.nextInt(86_000));
        step((who, message) -> store.history(who, at, message));
      }
    }
    store.states().keySet().forEach(store::refold);
  }

  public void live(int steps) {
    for (int i = 0; i < steps; i++) {
      step(store::live);
      if (i % 97 == 96 && strangers.size() > 1) {
        store.join(strangers.removeLast(), strangers.removeLast());
      }
    }
  }

  @FunctionalInterface
  private interface Say {
    CustomerId say(String who, Fields message);
  }

  private void step(Say to) {
    String user = "u" + (int) Math.abs(random.nextGaussian() * 40);
    switch (random.nextInt(10)) {
      case 0 -> to.say(user, Messages.identify(user, traits(user)));
      case 1, 2 -> order(to, user);
      case 3 -> guestOrder(to);
      case 4 -> giveBack(to, user);
      case 5 -> stranger(to);
      default -> to.say(user, Messages.of(user, Messages.viewed("p" + random.nextInt(30))));
    }
  }

  private Fields traits(String user) {
    return Fields.of("name", Value.of("Zoë " + user.toUpperCase(Locale.ROOT) + " Müller"))
        .with("email", user + "@example.org")
        .with("address", Fields.of("city", Value.of("Lyon")).with("country", "France"));
  }

  private void order(Say to, String user) {
    orders++;
    Fields first = product();
    bought.computeIfAbsent(user, _ -> new ArrayList<>()).add(new Bought("o" + orders, first));
    to.say(user, Messages.of(user, Messages.ordered("o" + orders, first, product())));
  }

  private void guestOrder(Say to) {
    orders++;
    guests++;
    String who = "guest" + guests;
    to.say(who, Messages.anonymous(who, Messages.ordered("o" + orders, product())));
  }

  /** Mostly of an order of theirs, sometimes of one that never was. */
  private void giveBack(Say to, String user) {
    List<Bought> theirs = bought.getOrDefault(user, List.of());
    boolean known = !theirs.isEmpty() && random.nextInt(4) > 0;
    var lost = new Bought("lost" + random.nextInt(1000), product());
    Bought of = known ? theirs.get(random.nextInt(theirs.size())) : lost;
    String refund = "r" + random.nextInt();
    to.say(user, Messages.of(user, Messages.refunded(of.order(), refund, of.product())));
  }

  private void stranger(Say to) {
    String who = "anon" + random.nextInt(1_000_000);
    strangers.add(to.say(who, Messages.anonymous(who, Messages.viewed("p1"))));
  }

  private Fields product() {
    String price = (1 + random.nextInt(40)) + "." + (10 + random.nextInt(90));
    return Messages.product("p" + random.nextInt(30), price, 1 + random.nextInt(5));
  }
}
