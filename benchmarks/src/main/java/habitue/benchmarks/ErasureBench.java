package habitue.benchmarks;

import habitue.engine.Context;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.store.Erased;
import habitue.store.Options;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * How long erasing one person takes among so many: {@code ErasureBench FOLDER CUSTOMERS}. Fills an
 * empty folder first, with two events for each customer.
 */
public final class ErasureBench {
  private static final Source SERVER = new Source(1, "shop", Trust.SERVER, "fr", "web");
  private static final int TOGETHER = 5_000;
  private static final int ERASED = 5;

  private ErasureBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int customers = Integer.parseInt(args[1]);
    Context context = new Context("Bench", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE);
    try (Store store = Store.open(folder, Options.of(context));
        Warehouse warehouse =
            Warehouse.open(
                folder.resolve("warehouse.duckdb"), store.feed(), WarehouseOptions.USUAL)) {
      if (store.status().customers() == 0) {
        fill(store, warehouse, customers);
      }
      for (int i = 0; i < ERASED; i++) {
        erase(store, warehouse, "u" + (customers - 1 - i * (customers / (ERASED + 1))));
      }
    }
  }

  private static void erase(Store store, Warehouse warehouse, String user) throws Exception {
    var name = new Identifier(IdentifierType.USER_ID, user);
    CustomerId id = store.reader().resolve(name).orElseThrow();
    long start = System.nanoTime();
    Erased erased = store.erase(id, "bench");
    long decided = System.nanoTime();
    erased.finished().get(10, TimeUnit.MINUTES);
    long files = System.nanoTime();
    while (!warehouse.forgot(erased.position())) {
      Thread.sleep(20);
    }
    System.out.printf(
        "%s: decided after %,d ms, files after %,d ms, tables after %,d ms%n",
        id, millis(start, decided), millis(start, files), millis(start, System.nanoTime()));
  }

  private static long millis(long start, long end) {
    return Duration.ofNanos(end - start).toMillis();
  }

  private static void fill(Store store, Warehouse warehouse, int customers) {
    Instant start = Instant.now();
    var batch = new ArrayList<Arrival>();
    for (int i = 0; i < customers; i++) {
      batch.add(event(identify(i), "i" + i));
      batch.add(event(order(i), "o" + i));
      if (batch.size() >= TOGETHER) {
        store.door().accept(batch);
        batch.clear();
      }
    }
    store.door().accept(batch);
    while (!store.settle(Duration.ofSeconds(10))) {
      System.out.println(store.status());
    }
    warehouse.catchUp();
    System.out.printf("filled in %s%n", Duration.between(start, Instant.now()));
  }

  private static Fields identify(int i) {
    Fields traits =
        Fields.NONE
            .with("name", "Person " + i)
            .with("email", "person" + i + "@shop.example")
            .with("city", "Lyon");
    return Fields.NONE.with("type", "identify").with("userId", "u" + i).with("traits", traits);
  }

  private static Fields order(int i) {
    Fields properties =
        Fields.NONE.with("order_id", "r" + i).with("currency", "EUR").with("revenue", 10 + i % 90);
    return Fields.NONE
        .with("type", "track")
        .with("event", "Order Completed")
        .with("userId", "u" + i)
        .with("properties", properties);
  }

  private static Arrival event(Fields message, String messageId) {
    return new Arrival.EventArrival(
        SERVER, message.with("messageId", messageId), Instant.now(), null, false, Reality.REAL);
  }
}
