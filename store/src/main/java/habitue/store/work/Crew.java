package habitue.store.work;

import habitue.model.CustomerId;
import habitue.model.JournalRecord;
import habitue.model.Slots;
import habitue.store.disk.Disk;
import habitue.store.disk.DiskFailed;
import habitue.store.feed.Outgoing;
import habitue.store.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers, each a thread with its own range of slots and a bounded queue. When they are behind,
 * the door waits, and with it whoever sends.
 */
public final class Crew implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
  private static final int BATCHES_AHEAD = 64;
  // What waits is in memory: enough to work on while the disk is waited for, and no more.
  private static final int RECORDS_AHEAD = 6_000;
  private static final int CHORES_AT_ONCE = 20;
  private static final int RECORDS_AT_ONCE = 4_000;
  private static final long REFOLD_NANOS = Duration.ofMillis(100).toNanos();
  private static final Duration HISTORY_RESTS = Duration.ofSeconds(2);

  private final Disk disk;
  private final Journal journal;
  private final List<Hand> hands = new ArrayList<>();
  private final AtomicInteger holds = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);

  /** One thread, its worker, and what waits for it. */
  private static final class Hand {
    private final Worker worker;
    private final BlockingQueue<Load> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Semaphore room = new Semaphore(RECORDS_AHEAD);
    private final Queue<Chore> chores = new ConcurrentLinkedQueue<>();
    private final int from;
    private final int until;
    private volatile boolean stopped;
    private final AtomicInteger loads = new AtomicInteger();
    private volatile boolean caughtUp;
    private volatile int refolding;
    private volatile Thread thread = Thread.currentThread();

    Hand(Worker worker, int from, int until) {
      this.worker = worker;
      this.from = from;
      this.until = until;
    }
  }

  /** What the door hands over: records of a batch, or none, and the time it stamped. */
  private record Load(List<JournalRecord> records, Instant time) {

    /** How much of the room it takes: never more than there is. */
    int weight() {
      return Math.min(records.size(), RECORDS_AHEAD);
    }
  }

  /** Something to be done between two batches: again, where it comes to less than nothing. */
  private record Chore(ToIntFunction<Worker> work, CompletableFuture<Integer> done) {}

  /** How the workers are set up. */
  public record Setup(int workers, int cached) {}

  public Crew(
      Disk disk,
      Parts parts,
      Fold.Past past,
      Outcomes outcomes,
      Consumer<List<Outbox.Letter>> courier,
      Outgoing outgoing,
      Setup setup) {
    this.disk = disk;
    this.journal = past.journal();
    for (int i = 0; i < setup.workers(); i++) {
      var page = new Page(disk, outcomes, courier, outgoing);
      var worker = new Worker(disk, parts, past, page, setup.cached() / setup.workers());
      int from = i * Slots.COUNT / setup.workers();
      int until = (i + 1) * Slots.COUNT / setup.workers();
      hands.add(new Hand(worker, from, until));
    }
  }

  /** Takes the slots over; nothing is done before {@link #begin}. */
  public void start() {
    List<Halts.Halted> halted = Halts.of(disk);
    for (Hand hand : hands) {
      for (int slot = hand.from; slot < hand.until; slot++) {
        hand.worker.own(slot, halted);
      }
      hand.refolding = hand.worker.refolding();
      hand.thread = Thread.ofPlatform().name("worker-" + hand.from).start(() -> run(hand));
    }
  }

  /** Works through what is in the journal and was not worked on, and goes on. */
  public void begin() {
    begun.countDown();
  }

  /**
   * Puts everyone folded by another engine or under other parameters on the list to be refolded.
   */
  public static int outdated(Disk disk, int fingerprint) {
    int count = 0;
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      count += Refolds.addOutdated(disk, slot, fingerprint);
    }
    return count;
  }

  /** Whether anyone is still to be refolded. */
  public static boolean anyOutdated(Disk disk) {
    return Refolds.any(disk);
  }

  /** Hands over a batch that is on disk; waits while its workers are too far behind. */
  public void accept(List<JournalRecord> records, Instant time) throws InterruptedException {
    var loads = new ArrayList<List<JournalRecord>>();
    hands.forEach(hand -> loads.add(new ArrayList<>()));
    for (JournalRecord record : records) {
      loads.get(handOf(record.stamp().entity().slot())).add(record);
    }
    for (int i = 0; i < hands.size(); i++) {
      if (records.isEmpty() || !loads.get(i).isEmpty()) {
        offer(hands.get(i), new Load(loads.get(i), time));
      }
    }
  }

  /** Lets go of what expired of a customer by an instant; how many records went. */
  public CompletableFuture<Integer> expire(CustomerId id, Instant now) {
    return chore(id.slot(), worker -> worker.expire(id, now));
  }

  /** Looks at a customer by the parameters in force from an instant on, once it is past. */
  public CompletableFuture<Integer> look(CustomerId id, Instant from) {
    return chore(id.slot(), worker -> worker.look(id, from));
  }

  /** Puts everyone folded by what is no longer in force on the list; done once all are on it. */
  public CompletableFuture<?> outdate() {
    var all = new ArrayList<CompletableFuture<?>>();
    for (int each = 0; each < Slots.COUNT; each++) {
      int slot = each;
      all.add(chore(slot, worker -> worker.outdate(slot)));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Integer> chore(int slot, ToIntFunction<Worker> work) {
    Hand hand = hands.get(handOf(slot));
    var chore = new Chore(work, new CompletableFuture<>());
    hand.chores.add(chore);
    if (hand.stopped) {
      drop(hand);
    }
    return chore.done;
  }

  private static void drop(Hand hand) {
    for (Chore chore = hand.chores.poll(); chore != null; chore = hand.chores.poll()) {
      chore.done.completeExceptionally(new CancellationException("the workers stop"));
    }
  }

  private static void work(Hand hand) {
    for (int i = 0; i < CHORES_AT_ONCE; i++) {
      Chore chore = hand.chores.poll();
      if (chore == null) {
        return;
      }
      boolean through = false;
      try {
        int came = chore.work.applyAsInt(hand.worker);
        through = true;
        if (came < 0) {
          hand.chores.add(chore);
          return;
        }
        hand.refolding = hand.worker.refolding();
        chore.done.complete(came);
      } finally {
        if (!through) {
          chore.done.completeExceptionally(new CancellationException("the worker failed"));
        }
      }
    }
  }

  /** While history is being loaded nobody is refolded, so that each is refolded once. */
  public void holdRefolds() {
    holds.incrementAndGet();
  }

  public void releaseRefolds() {
    holds.decrementAndGet();
  }

  /** How many are still to be folded anew. */
  public int refolding() {
    return hands.stream().mapToInt(hand -> hand.refolding).sum();
  }

  public boolean idle() {
    return hands.stream()
        .allMatch(hand ->
            hand.caughtUp
                && hand.loads.get() == 0
                && hand.chores.isEmpty()
                && (hand.refolding == 0 || holds.get() > 0));
  }

  /** Whether a worker gave up; the store must be opened again. */
  public boolean failed() {
    return hands.stream().anyMatch(hand -> hand.stopped && !hand.thread.isAlive());
  }

  @Override
  public void close() {
    hands.forEach(hand -> hand.stopped = true);
    begin();
    for (Hand hand : hands) {
      try {
        hand.thread.join();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int handOf(int slot) {
    for (int i = 0; i < hands.size(); i++) {
      if (slot < hands.get(i).until) {
        return i;
      }
    }
    throw new IllegalStateException("no worker for slot " + slot);
  }

  private static void offer(Hand hand, Load load) throws InterruptedException {
    hand.loads.incrementAndGet();
    while (!hand.stopped && !hand.room.tryAcquire(load.weight(), 100, TimeUnit.MILLISECONDS)) {
      // It is told when there is room, or the worker stops.
    }
    while (!hand.stopped && !hand.queue.offer(load, 100, TimeUnit.MILLISECONDS)) {
      if (load.records.isEmpty()) {
        hand.loads.decrementAndGet();
        return;
      }
    }
  }

  private void run(Hand hand) {
    try {
      begun.await();
      replay(hand);
      hand.refolding = hand.worker.refolding();
      hand.caughtUp = true;
      while (!hand.stopped) {
        turn(hand);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (DiskFailed broken) {
      LOG.error("worker {} stops, the disk failed: {}", hand.from, broken.getMessage());
    } catch (RuntimeException broken) {
      LOG.error("worker {} stops", hand.from, broken);
    } finally {
      hand.stopped = true;
      drop(hand);
    }
  }

  private void replay(Hand hand) {
    for (int slot = hand.from; slot < hand.until && !hand.stopped; slot++) {
      var records = new ArrayList<JournalRecord>();
      journal.replay(
          slot,
          hand.worker.slot(slot).applied,
          record -> {
            records.add(record);
            if (records.size() == RECORDS_AT_ONCE) {
              hand.worker.work(records);
              records.clear();
            }
          });
      hand.worker.work(records);
    }
  }

  private void turn(Hand hand) throws InterruptedException {
    work(hand);
    hand.refolding = hand.worker.refolding();
    Load first = hand.queue.poll(5, TimeUnit.MILLISECONDS);
    if (first == null) {
      rest(hand);
      return;
    }
    var loads = new ArrayList<Load>();
    loads.add(first);
    hand.queue.drainTo(loads, 15);
    var records = new ArrayList<JournalRecord>();
    loads.forEach(load -> records.addAll(load.records));
    hand.worker.work(records);
    Instant time = loads.getLast().time;
    if (loads.stream().anyMatch(load -> load.records.isEmpty())) {
      hand.worker.tick(time);
    }
    hand.refolding = hand.worker.refolding();
    if (holds.get() == 0 && hand.refolding > 0 && !records.isEmpty()) {
      hand.worker.refold(time.minus(HISTORY_RESTS), REFOLD_NANOS / 2);
      hand.refolding = hand.worker.refolding();
    }
    loads.forEach(load -> hand.room.release(load.weight()));
    hand.loads.addAndGet(-loads.size());
  }

  private void rest(Hand hand) {
    if (holds.get() == 0 && hand.refolding > 0) {
      hand.worker.refold(Instant.MAX, REFOLD_NANOS);
      hand.refolding = hand.worker.refolding();
    }
  }
}
