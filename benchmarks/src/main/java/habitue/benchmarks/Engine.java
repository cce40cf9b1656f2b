package habitue.benchmarks;

import habitue.engine.Context;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.store.Options;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import habitue.store.journal.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** All of it but HTTP: parsed, through the door, folded, stated, written. */
final class Engine implements Contestant {
  static final Source BROWSER = new Source(1, "website", Trust.BROWSER, "uk", "web");
  static final Source SERVER = new Source(2, "shop", Trust.SERVER, "uk", "web");
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Store store;
  private final AutoCloseable follower;

  /** Who follows the store while it works, such as the warehouse. */
  interface Following {
    AutoCloseable follow(Store store, Path folder);
  }

  Engine(Path folder, Following following) {
    this.store = Store.open(folder, options("Europe/London"));
    this.follower = following.follow(store, folder);
  }

  static Options options(String zone) {
    return Options.of(new Context("Bench", "GBP", ZoneId.of(zone), Rates.NONE));
  }

  Store store() {
    return store;
  }

  @Override
  public void take(Batch batch) {
    Instant now = Instant.now();
    Source source = batch.browser() ? BROWSER : SERVER;
    List<Arrival> arrivals = new ArrayList<>(batch.messages().size());
    for (byte[] bytes : batch.messages()) {
      arrivals.add(
          new Arrival.EventArrival(source, Json.object(bytes), now, null, false, Reality.REAL));
    }
    for (Receipt receipt : store.door().accept(arrivals)) {
      if (!(receipt instanceof Receipt.Accepted)) {
        throw new IllegalStateException("the bench's own events are taken: " + receipt);
      }
    }
  }

  @Override
  public void settle() {
    if (!store.settle(LONGEST)) {
      throw new IllegalStateException("the workers are not done after " + LONGEST);
    }
  }

  @Override
  public void close() {
    try {
      follower.close();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    } finally {
      store.close();
    }
  }
}
