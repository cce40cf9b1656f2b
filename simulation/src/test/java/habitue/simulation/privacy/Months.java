package habitue.simulation.privacy;

import habitue.engine.trust.ConsentCommands;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Value;
import habitue.simulation.store.World;
import habitue.store.door.Arrival;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Months of a small shop, drawn at random. */
final class Months {
  private final RandomGenerator random;
  private final boolean withdrawals;
  private Instant now = RetentionTest.START;
  private int messages;
  private int orders;

  Months(RandomGenerator random, boolean withdrawals) {
    this.random = random;
    this.withdrawals = withdrawals;
  }

  void live(int events, World... worlds) {
    for (int i = 0; i < events; i++) {
      now = now.plusSeconds(random.nextInt(20) == 0 ? 30L * 86_400 : random.nextInt(200_000));
      Arrival arrival = arrival(random.nextInt(RetentionTest.PEOPLE), worlds[0]);
      for (World world : worlds) {
        world.clock(now);
        world.insist(List.of(arrival));
      }
    }
    for (World world : worlds) {
      world.passTo(now.plusSeconds(60));
    }
  }

  private Arrival arrival(int person, World world) {
    var user = new Identifier(IdentifierType.USER_ID, "u" + person);
    boolean known = world.store().reader().resolve(user).isPresent();
    return switch (random.nextInt(withdrawals ? 15 : 11)) {
      case 0, 1 -> event(RetentionTest.WEB, message("page", person).with("properties", page()));
      case 2, 3 -> event(RetentionTest.WEB, track(person, "Product Viewed", product()));
      case 4 -> event(RetentionTest.SHOP, track(person, "Product Added", product()));
      case 5 -> event(RetentionTest.WEB, track(person, "Products Searched", query()));
      case 6 ->
          event(
              RetentionTest.SHOP,
              message("identify", person)
                  .with("traits", Fields.of("city", Value.of("c" + random.nextInt(4)))));
      case 7, 8 -> event(RetentionTest.SHOP, track(person, "Order Completed", order(++orders)));
      case 9 ->
          event(
              RetentionTest.SHOP,
              track(person, "Order Refunded", order(1 + random.nextInt(orders + 2))));
      case 10 ->
          event(
              RetentionTest.SHOP,
              track(person, "Order Updated", order(1 + random.nextInt(orders + 1))));
      case 11 -> event(RetentionTest.SHOP, track(person, "Consent Given", purpose()));
      case 12, 13 -> event(RetentionTest.SHOP, track(person, "Consent Withdrawn", purpose()));
      default ->
          known
              ? new Arrival.Command(
                  world.store().reader().resolve(user).orElseThrow(),
                  ConsentCommands.RESTRICT,
                  "k" + ++messages,
                  "agent",
                  Fields.of("restricted", Value.of(random.nextInt(4) == 0)))
              : event(RetentionTest.SHOP, track(person, "Product Viewed", product()));
    };
  }

  private Fields purpose() {
    String[] names = {"measure", "personalise", "advertise"};
    return Fields.of("purpose", Value.of(names[random.nextInt(3)]));
  }

  private Fields page() {
    String from = random.nextBoolean() ? "?utm_source=s" + random.nextInt(3) : "";
    return Fields.of("url", Value.of("https://shop.example/" + random.nextInt(9) + from));
  }

  private Fields query() {
    return Fields.of("query", Value.of("words " + random.nextInt(50)));
  }

  private Fields product() {
    return Fields.of("product_id", Value.of("p" + random.nextInt(90)))
        .with("category", "k" + random.nextInt(6))
        .with("price", 100 + random.nextInt(900))
        .with("quantity", 1 + random.nextInt(3));
  }

  private Fields order(int number) {
    return Fields.of("order_id", Value.of("o" + number))
        .with("currency", "EUR")
        .with("products", new Value.Many(List.of(product(), product())));
  }

  private static Fields track(int person, String name, Fields properties) {
    return message("track", person).with("event", name).with("properties", properties);
  }

  private static Fields message(String type, int person) {
    return Fields.of("type", Value.of(type))
        .with("userId", "u" + person)
        .with("anonymousId", "a" + person);
  }

  private Arrival event(Source source, Fields message) {
    Fields sent = message.with("messageId", "m" + ++messages);
    if (random.nextInt(5) == 0) {
      sent = sent.with("timestamp", now.minusSeconds(random.nextInt(200_000)).toString());
    }
    int says = random.nextInt(4);
    if (says == 0) {
      Fields said =
          Fields.of("Analytics", Value.of(!withdrawals || random.nextInt(4) > 0))
              .with("Functional", Value.of(!withdrawals || random.nextInt(4) > 0));
      sent = sent.with("context", Fields.of("consent", Fields.of("categoryPreferences", said)));
    }
    return new Arrival.EventArrival(source, sent, now, null, false, Reality.REAL);
  }
}
