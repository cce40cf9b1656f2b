package habitue.store.door;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.store.disk.DiskFailed;
import habitue.store.work.Crew;
import habitue.store.work.Outbox;
import habitue.store.work.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in, and the journal's only writer. Many threads ask; one decides for a whole batch at
 * a time, writes it, waits for the disk once, and answers all. While it waits, the next batch
 * gathers, so that a hundred askers cost one sync.
 */
public final class Door implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final Fields PENDING = Fields.NONE.with("status", "pending");
  private static final int ASKERS_WAITING = 2_000;
  private static final int ARRIVALS_AT_ONCE = 5_000;
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration QUIET_WITHIN = Duration.ofSeconds(5);
  private static final Duration OUTCOME_WITHIN = Duration.ofSeconds(5);

  private final Register register;
  private final Preparation preparation;
  private final Crew crew;
  private final Outcomes outcomes;
  private final InstantSource clock;
  private final BooleanSupplier room;
  private final BlockingQueue<Asked> queue = new ArrayBlockingQueue<>(ASKERS_WAITING);
  // What workers send, in their order; it waits in the outbox too, so it may be lost from here.
  private final Queue<Outbox.Letter> mail = new ConcurrentLinkedQueue<>();
  private final Queue<Erasing> erasing = new ConcurrentLinkedQueue<>();
  private final Queue<Between> between = new ConcurrentLinkedQueue<>();
  private final AtomicLong underWay = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable String broken;
  private volatile boolean full;
  private Instant lastTick = Instant.EPOCH;

  /** What one caller brought, and where the answers go. */
  private record Asked(List<Prepared> arrivals, CompletableFuture<List<Receipt>> answer) {
    static Asked of(List<Prepared> arrivals) {
      return new Asked(arrivals, new CompletableFuture<>());
    }
  }

  /** Someone to be erased, and until when what came last of them is waited for. */
  private record Erasing(
      Prepared.Oblivion prepared, CompletableFuture<Receipt> answer, long patientUntil) {
    Erasing(Prepared.Oblivion prepared) {
      this(prepared, new CompletableFuture<>(), System.nanoTime() + QUIET_WITHIN.toNanos());
    }
  }

  /** Something to be done between two batches, and who waits for it. */
  private record Between(Consumer<Instant> work, CompletableFuture<Instant> done) {}

  /**
   * @param room whether the disk has space left for more
   */
  public Door(
      Register register,
      Preparation preparation,
      Crew crew,
      Outcomes outcomes,
      InstantSource clock,
      BooleanSupplier room) {
    this.register = register;
    this.preparation = preparation;
    this.crew = crew;
    this.outcomes = outcomes;
    this.clock = clock;
    this.room = room;
    this.thread = Thread.ofPlatform().name("door").unstarted(this::run);
  }

  /** Starts with what was on its way when the store was closed. */
  public void start(List<Outbox.Letter> waiting) {
    full = !room.getAsBoolean();
    thread.start();
    send(waiting);
  }

  /**
   * Takes arrivals in; returns when they are on disk, a receipt for each in the same order. A
   * command's receipt also waits for its outcome, up to five seconds.
   */
  public List<Receipt> accept(List<Arrival> arrivals) {
    refuseWhenFull();
    List<Receipt> receipts = new ArrayList<>(ask(preparation.prepare(arrivals)));
    for (int i = 0; i < receipts.size(); i++) {
      if (arrivals.get(i) instanceof Arrival.Command command) {
        receipts.set(i, withOutcome(command, receipts.get(i)));
      }
    }
    return receipts;
  }

  /** Whether callers have to wait in line; they had better come back later. */
  public boolean crowded() {
    return queue.remainingCapacity() < ASKERS_WAITING / 4;
  }

  /**
   * Erases a customer as soon as nothing of theirs is between workers, in a batch of its own. The
   * receipt says that it is decided and will be finished, whatever happens.
   */
  public CompletableFuture<Receipt> erase(CustomerId customer, String author) {
    var waiting = new Erasing(preparation.erasing(customer, author));
    refuseWhenShut();
    underWay.incrementAndGet();
    erasing.add(waiting);
    // The door may have shut between the two and missed it.
    if (closed && !thread.isAlive()) {
      turnAway();
    }
    var _ = queue.offer(Asked.of(List.of()));
    return waiting.answer;
  }

  /** Parts strands from a customer that were another's by the time that one was erased. */
  public Receipt sever(CustomerId customer, Set<Long> strands) {
    return ask(List.of(new Prepared.Severance(customer, strands))).getFirst();
  }

  /** For whoever is about to write between two batches. */
  public void refuseWhenFull() {
    if (full) {
      throw new DoorClosed(
          "storage_full", "The disk is nearly full; nothing was taken. Free some space.");
    }
  }

  /**
   * Does something between two batches, on the door's own thread, with the door's time: whatever
   * was handed on came up to then, and whatever comes later is handed on after it.
   */
  public CompletableFuture<Instant> between(Consumer<Instant> work) {
    var waiting = new Between(work, new CompletableFuture<>());
    refuseWhenShut();
    between.add(waiting);
    if (closed && !thread.isAlive()) {
      turnAway();
    }
    var _ = queue.offer(Asked.of(List.of()));
    return waiting.done;
  }

  /** Files sends, in this order; called by workers, which must not wait for it. */
  public void send(List<Outbox.Letter> letters) {
    if (letters.isEmpty()) {
      return;
    }
    underWay.addAndGet(letters.size());
    mail.addAll(letters);
    // Only to wake the door, which needs no waking when the line is full.
    var _ = queue.offer(Asked.of(List.of()));
  }

  /** Whether everything that was brought has been handed on. */
  public boolean idle() {
    return underWay.get() == 0;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Receipt> ask(List<Prepared> prepared) {
    var asked = Asked.of(prepared);
    try {
      line(asked);
      while (true) {
        refuseWhenShut();
        try {
          return asked.answer.get(1, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException busy) {
          // The disk is slow, or the door is closing: look again.
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new DoorClosed("stopping", "The server is stopping; send again.");
    } catch (ExecutionException refused) {
      if (refused.getCause() instanceof DoorClosed shut) {
        throw shut;
      }
      throw new IllegalStateException(refused.getCause());
    }
  }

  private void line(Asked asked) throws InterruptedException {
    underWay.addAndGet(asked.arrivals.size());
    boolean in = false;
    try {
      in = queue.offer(asked);
      while (!in) {
        refuseWhenShut();
        in = queue.offer(asked, 100, TimeUnit.MILLISECONDS);
      }
    } finally {
      underWay.addAndGet(in ? 0 : -asked.arrivals.size());
    }
  }

  private void refuseWhenShut() {
    String why = broken;
    if (why != null) {
      throw new DoorClosed("store_failed", why);
    }
    if (closed && !thread.isAlive()) {
      throw new DoorClosed("stopping", "The server is stopping; send again.");
    }
  }

  /** Asked again, the answer is what it was; nothing is done twice. */
  private Receipt withOutcome(Arrival.Command command, Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted(long position, EntityId entity, Fields _, boolean _) ->
          came(position, entity, false);
      case Receipt.Duplicate(long position) -> came(position, command.to(), true);
      case Receipt.Refused refused -> refused;
    };
  }

  private Receipt came(long position, EntityId entity, boolean again) {
    return new Receipt.Accepted(position, entity, outcome(position), again);
  }

  private Fields outcome(long position) {
    try {
      return outcomes.await(position, OUTCOME_WITHIN, this::hopeless).orElse(PENDING);
    } catch (DiskFailed broken) {
      // It was taken all the same.
      return PENDING;
    }
  }

  /** Whether what was asked of others will not come any more: nobody works, or passes it on. */
  private boolean hopeless() {
    return broken != null || crew.failed();
  }

  private void run() {
    try {
      while (!closed || !queue.isEmpty()) {
        Asked first = queue.poll(25, TimeUnit.MILLISECONDS);
        if (first != null || !mail.isEmpty()) {
          take(gather(first));
        }
        forget();
        doBetween();
        tick();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.error("the door shuts: {}", failure.getMessage(), failure);
      broken = "The store failed and takes nothing until it is started again.";
    } finally {
      closed = true;
      turnAway();
    }
  }

  /** Whoever still stands in line need not wait to find out. */
  private void turnAway() {
    String why = broken;
    var shut =
        why == null
            ? new DoorClosed("stopping", "The server is stopping; send again.")
            : new DoorClosed("store_failed", why);
    Asked asked = queue.poll();
    while (asked != null) {
      asked.answer.completeExceptionally(shut);
      asked = queue.poll();
    }
    turnAway(erasing, shut);
    for (Between each = between.poll(); each != null; each = between.poll()) {
      each.done.completeExceptionally(shut);
    }
  }

  private void doBetween() {
    for (Between each = between.poll(); each != null; each = between.poll()) {
      Instant time = register.time(clock.instant());
      try {
        each.work.accept(time);
        each.done.complete(time);
      } finally {
        each.done.completeExceptionally(new IllegalStateException("it broke on the way"));
      }
    }
  }

  private void turnAway(Queue<Erasing> line, DoorClosed shut) {
    Erasing waiting = line.poll();
    while (waiting != null) {
      underWay.decrementAndGet();
      waiting.answer.completeExceptionally(shut);
      waiting = line.poll();
    }
  }

  private List<Asked> gather(@Nullable Asked first) {
    var asked = new ArrayList<Asked>();
    Asked next = first;
    int count = gatherMail(asked);
    while (next != null) {
      asked.add(next);
      count += next.arrivals.size();
      next = count < ARRIVALS_AT_ONCE ? queue.poll() : null;
    }
    return asked;
  }

  private int gatherMail(List<Asked> asked) {
    var letters = new ArrayList<Prepared>();
    Outbox.Letter letter = mail.poll();
    while (letter != null) {
      letters.add(new Prepared.Mail(letter));
      letter = letters.size() < ARRIVALS_AT_ONCE ? mail.poll() : null;
    }
    asked.add(Asked.of(letters));
    return letters.size();
  }

  private void take(List<Asked> asked) throws InterruptedException {
    List<Prepared> all = asked.stream().flatMap(each -> each.arrivals.stream()).toList();
    Register.Filed filed;
    try {
      filed = register.file(all, clock.instant());
    } catch (DiskFailed full) {
      LOG.error("nothing could be written: {}", full.getMessage());
      broken = "The disk failed; nothing was taken. Free some space and start again.";
      asked.forEach(
          each -> each.answer.completeExceptionally(new DoorClosed("store_failed", broken)));
      throw full;
    } catch (DoorClosed refused) {
      underWay.addAndGet(-all.size());
      asked.forEach(each -> each.answer.completeExceptionally(refused));
      return;
    }
    filed.records().forEach(this::expect);
    crew.accept(filed.records(), filed.time());
    underWay.addAndGet(-all.size());
    int from = 0;
    for (Asked each : asked) {
      int until = from + each.arrivals.size();
      each.answer.complete(List.copyOf(filed.receipts().subList(from, until)));
      from = until;
    }
  }

  /** Those of the waiting whose turn it is. */
  private void forget() throws InterruptedException {
    if (crew.failed() && !erasing.isEmpty()) {
      turnAway(erasing, new DoorClosed("store_failed", "The store failed: start it again."));
    }
    int waiting = erasing.size();
    for (int i = 0; i < waiting; i++) {
      // Stays in line until it is decided: should the disk fail, all in line are told.
      Erasing next = erasing.element();
      if (ready(next)) {
        forget(next);
      } else {
        erasing.add(next);
      }
      erasing.remove();
    }
  }

  private boolean ready(Erasing next) {
    CustomerId id = next.prepared.customer();
    boolean patient = System.nanoTime() - next.patientUntil < 0;
    return register.ready(id) && (!patient || register.quiet(id));
  }

  private void forget(Erasing next) throws InterruptedException {
    Asked alone = Asked.of(List.of(next.prepared));
    var _ =
        alone.answer.whenComplete((receipts, failed) -> {
          if (failed == null) {
            next.answer.complete(receipts.getFirst());
          } else {
            next.answer.completeExceptionally(failed);
          }
        });
    take(List.of(alone));
  }

  private void expect(JournalRecord record) {
    if (record.body() instanceof Body.Asked) {
      outcomes.expect(record.stamp().position());
    }
  }

  private void tick() throws InterruptedException {
    Instant time = clock.instant();
    if (Duration.between(lastTick, time).abs().compareTo(TICK) >= 0) {
      lastTick = time;
      full = !room.getAsBoolean();
      crew.accept(List.of(), register.time(time));
    }
  }
}
