package habitue.outreach.webhook;

import habitue.engine.Context;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.store.Options;
import habitue.store.Store;
import habitue.store.door.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A store whose customers order. */
final class Shop implements AutoCloseable {
  private static final Source SERVER = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Context BRAND =
      new Context("Test", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE);

  final Store store;

  Shop(Path folder) {
    store = Store.open(folder, Options.of(BRAND));
  }

  void order(String user, int number) {
    Fields properties =
        Fields.NONE.with("order_id", user + "-" + number).with("total", 10).with("currency", "EUR");
    file(
        Fields.NONE
            .with("type", "track")
            .with("event", "Order Completed")
            .with("messageId", user + "/" + number)
            .with("userId", user)
            .with("properties", properties));
  }

  void file(Fields message) {
    store
        .door()
        .accept(
            List.of(
                new Arrival.EventArrival(
                    SERVER, message, Instant.now(), null, false, Reality.REAL)));
  }

  CustomerId user(String user) {
    return store.reader().resolve(new Identifier(IdentifierType.USER_ID, user)).orElseThrow();
  }

  void settle() {
    if (!store.settle(Duration.ofSeconds(20))) {
      throw new IllegalStateException("the store does not settle");
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
