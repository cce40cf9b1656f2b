package habitue.app.load;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.server.sieve.Counts;
import habitue.server.sieve.Places;
import habitue.server.sieve.Sieve;
import habitue.server.sieve.Sifted;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Takes messages of the past through the door in order: one thread reads and checks the next ones
 * while another waits for the disk.
 */
final class Loader implements AutoCloseable {
  private static final int MESSAGES_AT_ONCE = 1_000;

  private final Store store;
  private final Source source;
  private final InstantSource clock;
  private final Counts counts;
  private final Sieve sieve;
  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(4);
  private final CompletableFuture<Tally> done = new CompletableFuture<>();
  private List<Arrival> arrivals = new ArrayList<>();
  private List<Long> lines = new ArrayList<>();

  /** Messages, the lines they were on, and how far everything is once they are in. */
  private record Batch(
      List<Arrival> arrivals, List<Long> lines, Runnable after, boolean last, String place) {}

  /** What became of the messages. */
  record Tally(long taken, long repeated, long refused) {
    Tally plus(Tally other) {
      return new Tally(taken + other.taken, repeated + other.repeated, refused + other.refused);
    }
  }

  Loader(Store store, Source source, InstantSource clock) {
    this.store = store;
    this.source = source;
    this.clock = clock;
    this.counts = new Counts(store.settings(), clock);
    this.sieve = new Sieve(store.context().playbook().traffic(), Places.NONE, counts);
    Thread.ofVirtual().name("loader").start(this::run);
  }

  /**
   * Adds a message that stood on a line of a place.
   *
   * @param after runs once this and everything before it is on disk
   */
  void add(Fields message, long line, String place, Runnable after) {
    Instant now = clock.instant();
    Sifted sifted = sieve.past(source, message, now);
    arrivals.add(
        new Arrival.EventArrival(source, sifted.message(), now, null, true, sifted.reality()));
    lines.add(line);
    if (arrivals.size() == MESSAGES_AT_ONCE) {
      send(place, after, false);
    }
  }

  /** Takes the rest in, and tells what became of all. */
  Tally finish(String place, Runnable after) {
    send(place, after, true);
    counts.close();
    try {
      return done.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new Refused("interrupted; start again to go on where this stopped");
    } catch (ExecutionException failed) {
      throw new Refused(
          "the store took no more: "
              + Objects.requireNonNullElse(failed.getCause(), failed).getMessage());
    }
  }

  @Override
  public void close() {
    queue.clear();
    queue.add(new Batch(List.of(), List.of(), () -> {}, true, ""));
  }

  private void send(String place, Runnable after, boolean last) {
    if (done.isCompletedExceptionally()) {
      finish(place, after);
    }
    try {
      queue.put(new Batch(arrivals, lines, after, last, place));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    arrivals = new ArrayList<>();
    lines = new ArrayList<>();
  }

  private void run() {
    var tally = new Tally(0, 0, 0);
    try {
      Batch batch;
      do {
        batch = queue.take();
        tally = tally.plus(take(batch));
        batch.after.run();
      } while (!batch.last);
      done.complete(tally);
    } catch (InterruptedException | RuntimeException failed) {
      done.completeExceptionally(failed);
      queue.clear();
    }
  }

  private Tally take(Batch batch) {
    long taken = 0;
    long repeated = 0;
    long refused = 0;
    List<Receipt> receipts =
        batch.arrivals.isEmpty() ? List.of() : store.door().accept(batch.arrivals);
    for (int i = 0; i < receipts.size(); i++) {
      switch (receipts.get(i)) {
        case Receipt.Accepted _ -> taken++;
        case Receipt.Duplicate _ -> repeated++;
        case Receipt.Refused(String code, String field, String message) -> {
          refused++;
          String where = batch.place + ":" + batch.lines.get(i);
          store.quarantine().add(clock.instant(), where, code, field, message, Fields.NONE);
        }
      }
    }
    return new Tally(taken, repeated, refused);
  }
}
