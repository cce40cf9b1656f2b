package habitue.store;

import habitue.engine.customer.Keeping;
import habitue.engine.customer.Keeping.Due;
import habitue.engine.customer.Keeping.End;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Slots;
import habitue.store.door.DoorClosed;
import habitue.store.door.Receipt;
import habitue.store.feed.Person;
import habitue.store.journal.Openings;
import habitue.store.work.Crew;
import habitue.store.work.Expiring;
import habitue.store.work.Parts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through all customers and lets go of what the brand keeps no longer: erases who expired, and
 * has the workers let go of records that did. Slot by slot; where a stop interrupts it, the next
 * sweep goes on. One at a time.
 */
public final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(5);
  private static final int AT_ONCE = 200;
  private static final String AUTHOR = "retention";

  private final Tools tools;
  private final Parts parts;
  private final InstantSource clock;
  private final ReentrantLock sweeping = new ReentrantLock();
  private final BlockingQueue<Instant> asked = new ArrayBlockingQueue<>(1);
  private volatile boolean closed;
  private @Nullable Thread thread;
  private volatile Sweep last;

  /** What a sweep works with. */
  record Tools(
      Reader reader,
      Openings openings,
      Crew crew,
      Eraser eraser,
      Settings settings,
      AuditLog audit) {}

  Sweeper(Tools tools, Parts parts, InstantSource clock) {
    this.tools = tools;
    this.parts = parts;
    this.clock = clock;
    this.last = Sweep.read(tools.settings);
  }

  /** Sweeps now and every hour, on a thread of its own. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("sweeper").daemon().start(this::run);
    }
  }

  /** Asks for a sweep as soon as the one under way, if any, is through. */
  public void ask() {
    start();
    var _ = asked.offer(clock.instant());
  }

  /** What the last sweep did; what one under way has done so far. */
  public Sweep last() {
    return last;
  }

  public boolean underWay() {
    return sweeping.isLocked();
  }

  /** Sweeps once, from where the last one was interrupted if it was. */
  public Sweep sweep() {
    sweeping.lock();
    try {
      Instant now = clock.instant();
      Sweep sweep = last.begin(now);
      while (!sweep.whole() && !closed) {
        sweep = slot(sweep, now);
        last = sweep;
        if (sweep.whole() || sweep.slot() % 16 == 0) {
          sweep.write(tools.settings);
        }
      }
      return sweep;
    } finally {
      sweeping.unlock();
    }
  }

  private Sweep slot(Sweep before, Instant now) {
    if (keeping().retention().keepsAll()) {
      return before.past(Slots.COUNT);
    }
    var tally = new Tally(before);
    var ids = new ArrayList<CustomerId>();
    tools.reader.customers(before.slot(), ids::add);
    for (CustomerId id : ids) {
      if (closed) {
        return before;
      }
      tools.reader.person(id).filter(Sweeper::settled).ifPresent(each -> look(each, now, tally));
      if (tally.asked.size() >= AT_ONCE) {
        tally.settle();
      }
    }
    tally.settle();
    return tally.sweep.past(before.slot() + 1);
  }

  private Keeping keeping() {
    return Keeping.of(parts.context());
  }

  private static boolean settled(Person person) {
    return !person.refolding() && person.halted().isEmpty();
  }

  private void look(Person person, Instant now, Tally tally) {
    Optional<Due> due = keeping().due(person.state());
    Optional<End> end = keeping().end(person.state(), now);
    if (end.isPresent() && end.get() == End.ERASED) {
      erase(person.id(), now, tally);
    } else if (end.isPresent() || recordsDue(person, now)) {
      tally.asked.add(new Asked(end.isPresent(), tools.crew.expire(person.id(), now)));
    }
    if (end.isEmpty() && due.isPresent()) {
      tally.sweep = tally.sweep.next(due.get().at());
    }
  }

  private void erase(CustomerId id, Instant now, Tally tally) {
    if (tools.eraser.erase(id, AUTHOR).receipt() instanceof Receipt.Accepted) {
      tally.sweep = tally.sweep.erasedOne();
      var entry = new AuditLog.Entry(0, now, AUTHOR, "", "erase", id.toString(), "", Fields.NONE);
      tools.audit.add(entry, false);
    }
  }

  private boolean recordsDue(Person person, Instant now) {
    Instant cut = keeping().retention().cut(now, keeping().zone()).orElse(Instant.MIN);
    Instant first = person.state().activity().firstSeen();
    boolean none = cut.equals(Instant.MIN) || (first != null && first.isAfter(cut));
    return !none
        && tools
            .openings
            .made(person.strands())
            .map(made -> !made.cut().plus(Expiring.STRIDE).isAfter(cut))
            .orElse(true);
  }

  private record Asked(boolean person, CompletableFuture<Integer> gone) {}

  /** Counts what comes back. */
  private static final class Tally {
    private final List<Asked> asked = new ArrayList<>();
    private Sweep sweep;

    Tally(Sweep sweep) {
      this.sweep = sweep;
    }

    void settle() {
      for (Asked each : asked) {
        int gone = each.gone.join();
        sweep = sweep.expired(gone, each.person && gone > 0);
      }
      asked.clear();
    }
  }

  private void run() {
    try {
      while (!closed) {
        Duration wait = swept() ? EVERY : AFTER_TROUBLE;
        var _ = asked.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean swept() {
    try {
      sweep();
      return true;
    } catch (DoorClosed | CompletionException stopping) {
      LOG.info("a sweep is interrupted and goes on later: {}", stopping.getMessage());
    } catch (RuntimeException broken) {
      LOG.warn("a sweep broke and is tried again later", broken);
    }
    return false;
  }

  @Override
  public synchronized void close() {
    closed = true;
    var _ = asked.offer(Instant.EPOCH);
    Thread running = thread;
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
