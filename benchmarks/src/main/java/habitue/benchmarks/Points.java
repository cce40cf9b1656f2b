package habitue.benchmarks;

import habitue.engine.Context;
import habitue.engine.reward.Commitments;
import habitue.engine.reward.ledger.Posting;
import habitue.model.Commitment;
import habitue.model.Fields;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.store.Options;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Entries of a ledger of points a second, each on disk: orders of two lines that earn, and refunds
 * of one of them, through a real store.
 */
final class Points {
  private static final int AT_ONCE = 100;
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private Points() {}

  static Figures measure(Path folder, long seed, int orders, int customers, int callers) {
    Playbook club = Rules.CLUB.playbook();
    var context = new Context("Bench", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE, club);
    try (Store store = Store.open(folder, Options.of(context))) {
      run(store, messages(seed + 1, orders / 4, customers, "w"), callers);
      List<Fields> messages = messages(seed, orders, customers, "o");
      long before = count(store).entries();
      long start = System.nanoTime();
      run(store, messages, callers);
      double seconds = (System.nanoTime() - start) / 1e9;
      Counted counted = count(store);
      return new Figures()
          .put("entries_per_s", (counted.entries() - before) / seconds)
          .put("events_per_s", messages.size() / seconds)
          .put("postings", (double) counted.postings())
          .put("entries", (double) counted.entries());
    }
  }

  /** Orders, of every third of which a line comes back later. */
  private static List<Fields> messages(long seed, int orders, int customers, String prefix) {
    var random = new SplittableRandom(seed);
    var messages = new ArrayList<Fields>();
    for (int i = 0; i < orders; i++) {
      String user = "u" + random.nextInt(customers);
      int price = 5 + random.nextInt(60);
      Fields first = line("a", price);
      Fields order =
          Fields.NONE
              .with("order_id", prefix + i)
              .with("currency", "EUR")
              .with("products", new Value.Many(List.of(first, line("b", 12))));
      messages.add(message(user, "Order Completed", prefix + "m" + i, order));
      if (i % 3 == 0) {
        Fields refund =
            Fields.NONE
                .with("order_id", prefix + i)
                .with("products", new Value.Many(List.of(first)));
        messages.add(message(user, "Order Refunded", prefix + "r" + i, refund));
      }
    }
    return messages;
  }

  private static Fields line(String product, int price) {
    return Fields.NONE.with("product_id", product).with("quantity", 1).with("price", price);
  }

  private static Fields message(String user, String event, String id, Fields properties) {
    return Fields.NONE
        .with("type", "track")
        .with("event", event)
        .with("messageId", id)
        .with("userId", user)
        .with("properties", properties);
  }

  private static void run(Store store, List<Fields> messages, int callers) {
    var taken = new ArrayList<Future<?>>();
    try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
      for (int from = 0; from < messages.size(); from += AT_ONCE) {
        List<Fields> batch = messages.subList(from, Math.min(from + AT_ONCE, messages.size()));
        taken.add(pool.submit(() -> take(store, batch)));
      }
    }
    // Whatever was refused is thrown here.
    taken.forEach(Future::resultNow);
    if (!store.settle(LONGEST)) {
      throw new IllegalStateException("the workers are not done after " + LONGEST);
    }
  }

  private static void take(Store store, List<Fields> batch) {
    Instant now = Instant.now();
    var arrivals = new ArrayList<Arrival>(batch.size());
    for (Fields message : batch) {
      arrivals.add(
          new Arrival.EventArrival(Engine.SERVER, message, now, null, false, Reality.REAL));
    }
    for (Receipt receipt : store.door().accept(arrivals)) {
      if (!(receipt instanceof Receipt.Accepted)) {
        throw new IllegalStateException("the bench's own events are taken: " + receipt);
      }
    }
  }

  private record Counted(long postings, long entries) {}

  /** Each move is one entry out of an account and one into another; so is each lot that is made. */
  private static Counted count(Store store) {
    var postings = new AtomicLong();
    var entries = new AtomicLong();
    store
        .reader()
        .customers(id -> {
          for (Commitment made : store.reader().commitments(id)) {
            if (made.name().equals(Commitments.POSTED)) {
              Posting posting = Commitments.posting(made);
              postings.incrementAndGet();
              entries.addAndGet(2L * (posting.moves().size() + posting.granted().size()));
            }
          }
        });
    return new Counted(postings.get(), entries.get());
  }
}
