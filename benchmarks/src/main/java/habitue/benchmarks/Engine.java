package habitue.benchmarks;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.playbook.Playbook;
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
import java.util.concurrent.atomic.AtomicReference;

/** All of it but HTTP: parsed, through the door, folded, stated, written. */
final class Engine implements Contestant {
  static final Source BROWSER = new Source(1, "website", Trust.BROWSER, "uk", "web");
  static final Source SERVER = new Source(2, "shop", Trust.SERVER, "uk", "web");
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Store store;
  private final AutoCloseable follower;

  /** Who follows the store while it works, such as the warehouse. */
  interface Following {
    AutoCloseable follow(Store store, Path folder);
  }

  Engine(Path folder, Rules rules, Following following) {
    this.store = Store.open(folder, options("Europe/London", rules).at(this::now));
    this.follower = following.follow(store, folder);
  }

  /** What was published or fitted since holds on. */
  static Options options(String zone, Rules rules) {
    Playbook playbook = rules.playbook();
    var context = new Context("Bench", "GBP", ZoneId.of(zone), Rates.NONE, playbook);
    return Options.of(context.with(new Fits(List.of(Rules.fit(playbook)))));
  }

  private Instant now() {
    return Instant.now().plus(ahead.get());
  }

  /** Sets its clock so far ahead. */
  void pass(Duration by) {
    ahead.updateAndGet(before -> before.plus(by));
  }

  Store store() {
    return store;
  }

  @Override
  public void take(Batch batch) {
    Instant now = now();
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
