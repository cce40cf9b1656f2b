package habitue.app.load;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.server.collect.Fault;
import habitue.server.referral.Referred;
import habitue.server.sieve.Counts;
import habitue.server.sieve.Places;
import habitue.server.sieve.Sieve;
import habitue.server.sieve.Sifted;
import habitue.store.Quarantine.Note;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Takes messages of the past through the door in order: one thread reads and checks the next ones
 * while another waits for the disk. Once the store took no more, every call says so.
 */
final class Loader implements AutoCloseable {
  private static final int LINES_AT_ONCE = 1_000;

  private final Store store;
  private final Source source;
  private final InstantSource clock;
  private final String place;
  private final Consumer<Reached> mark;
  private final Counts counts;
  private final Sieve sieve;
  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(4);
  private final ExecutorService taker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("loader").factory());
  private final FutureTask<Tally> taking =
      new FutureTask<>(this::takeAll) {
        // Whoever waits to hand on more need not wait for someone who has gone.
        @Override
        protected void done() {
          queue.clear();
        }
      };
  private List<Arrival> arrivals = new ArrayList<>();
  private List<Long> lines = new ArrayList<>();
  private List<Note> refused = new ArrayList<>();

  /** Messages with their lines, what was refused between them, and the line they end on. */
  private record Batch(
      List<Arrival> arrivals, List<Long> lines, List<Note> refused, long until, boolean last) {}

  /**
   * How far it is: all up to a line is on disk, but for what was refused since it was last told.
   *
   * @param end whether nothing more will come
   */
  record Reached(long line, boolean end, List<Note> refused) {}

  /** What became of the messages. */
  record Tally(long taken, long repeated, long refused) {
    Tally plus(Tally other) {
      return new Tally(taken + other.taken, repeated + other.repeated, refused + other.refused);
    }
  }

  /**
   * @param place what the lines are lines of
   * @param mark keeps what was refused, and may remember how far it is
   */
  Loader(Store store, Source source, InstantSource clock, String place, Consumer<Reached> mark) {
    this.store = store;
    this.source = source;
    this.clock = clock;
    this.place = place;
    this.mark = mark;
    this.counts = new Counts(store.settings(), clock);
    this.sieve = new Sieve(store.context().playbook().traffic(), Places.NONE, counts);
    taker.execute(taking);
  }

  /** Adds the message of a line. */
  void add(Fields message, long line) {
    Instant now = clock.instant();
    Sifted sifted = sieve.past(source, Referred.without(message), now);
    arrivals.add(
        new Arrival.EventArrival(source, sifted.message(), now, null, true, sifted.reality()));
    lines.add(line);
    sendFull(line);
  }

  /** Notes that a line is no message. */
  void refuse(Fault fault, Fields shape, long line) {
    refused.add(note(line, fault.code(), fault.field(), fault.message(), shape));
    sendFull(line);
  }

  /** Takes the rest in, up to the last line, and tells what became of all. */
  Tally finish(long line) {
    send(line, true);
    return tally();
  }

  /** Ends; what was added and is not in yet is left out, unless all was finished. */
  @Override
  public void close() {
    taking.cancel(true);
    taker.close();
    counts.close();
  }

  private void sendFull(long line) {
    if (arrivals.size() + refused.size() == LINES_AT_ONCE) {
      send(line, false);
    }
  }

  private void send(long line, boolean last) {
    if (taking.isDone()) {
      tally();
    }
    try {
      queue.put(new Batch(arrivals, lines, refused, line, last));
    } catch (InterruptedException stop) {
      throw interrupted();
    }
    arrivals = new ArrayList<>();
    lines = new ArrayList<>();
    refused = new ArrayList<>();
  }

  private Tally tally() {
    try {
      return taking.get();
    } catch (InterruptedException stop) {
      throw interrupted();
    } catch (ExecutionException failed) {
      throw new Refused(
          "the store took no more: "
              + Objects.requireNonNullElse(failed.getCause(), failed).getMessage());
    }
  }

  private static Refused interrupted() {
    Thread.currentThread().interrupt();
    return new Refused("interrupted; start again to go on where this stopped");
  }

  private Tally takeAll() throws InterruptedException {
    var tally = new Tally(0, 0, 0);
    Batch batch;
    do {
      batch = queue.take();
      tally = tally.plus(take(batch));
    } while (!batch.last);
    return tally;
  }

  private Tally take(Batch batch) {
    long taken = 0;
    long repeated = 0;
    List<Note> notes = new ArrayList<>(batch.refused);
    List<Receipt> receipts =
        batch.arrivals.isEmpty() ? List.of() : store.door().accept(batch.arrivals);
    for (int i = 0; i < receipts.size(); i++) {
      switch (receipts.get(i)) {
        case Receipt.Accepted _ -> taken++;
        case Receipt.Duplicate _ -> repeated++;
        case Receipt.Refused(String code, String field, String message) ->
            notes.add(note(batch.lines.get(i), code, field, message, Fields.NONE));
      }
    }
    mark.accept(new Reached(batch.until, batch.last, notes));
    return new Tally(taken, repeated, notes.size());
  }

  private Note note(long line, String code, String field, String message, Fields shape) {
    return new Note(clock.instant(), place + ":" + line, code, field, message, shape);
  }
}
