package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.model.CustomerId;
import habitue.model.JournalRecord;
import habitue.model.Rates;
import habitue.model.Slots;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.Store;
import habitue.store.disk.Batch;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import habitue.store.door.DoorClosed;
import habitue.store.door.Purges;
import habitue.store.door.Receipt;
import habitue.store.work.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** A whole store on a disk that may lose power, with a clock that goes where it is told. */
public final class World implements AutoCloseable {
  public static final Context CONTEXT =
      new Context("Town", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicReference<Instant> clock;
  private final RandomGenerator random;
  private Options options;
  private FaultyDisk disk;
  private Store store;
  private int losses;

  public World(FaultyDisk disk, Options options, Instant start, RandomGenerator random) {
    this.clock = new AtomicReference<>(start);
    this.random = random;
    this.options = options.at(clock::get);
    this.disk = disk;
    this.store = Store.on(disk, this.options);
  }

  public static Options options() {
    return Options.of(CONTEXT)
        .withCustomers(PromisingCustomers.healthy(1))
        .withWorkers(2)
        .caching(20);
  }

  /** The town's brand with a playbook of its own. */
  public static Context brand(Map<String, String> files) {
    if (Playbook.read(PlaybookFiles.of(files))
        instanceof Playbook.Reading.Good(Playbook playbook)) {
      return CONTEXT.with(playbook);
    }
    throw new IllegalArgumentException(Playbook.read(PlaybookFiles.of(files)).toString());
  }

  public Store store() {
    return store;
  }

  public FaultyDisk disk() {
    return disk;
  }

  public Instant now() {
    return clock.get();
  }

  public void clock(Instant time) {
    clock.set(time);
  }

  /** How often power was lost. */
  int losses() {
    return losses;
  }

  /** Brings arrivals until a receipt says they are safe, through any number of losses of power. */
  public List<Receipt> insist(List<Arrival> arrivals) {
    while (true) {
      try {
        return store.door().accept(arrivals);
      } catch (DoorClosed shut) {
        assertThat(disk.failed()).as("the door shut only with the power: %s", shut).isTrue();
        restore();
      }
    }
  }

  /** Erases, through any number of losses of power; false when there is nobody to erase. */
  public boolean erase(CustomerId id) {
    boolean decided = false;
    while (true) {
      try {
        Receipt receipt = store.erase(id, "test").receipt();
        decided |= receipt instanceof Receipt.Accepted;
        finishErasures();
        return decided || store.reader().identities().erased(id);
      } catch (DoorClosed | DiskFailed shut) {
        assertThat(disk.failed()).as("the door shut only with the power: %s", shut).isTrue();
        restore();
      }
    }
  }

  private void finishErasures() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Purges.of(disk).isEmpty()) {
      assertThat(System.nanoTime()).as("an erasure is never finished").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Waits until all is worked on, through any number of losses of power. */
  public void settle() {
    while (!settled()) {
      restore();
    }
  }

  private boolean settled() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (disk.failed()) {
          return false;
        }
        if (store.settle(Duration.ofMillis(500))) {
          return !disk.failed();
        }
      }
    } catch (DiskFailed lost) {
      return false;
    }
    throw new AssertionError("not settled in " + PATIENCE + ": " + store.status());
  }

  /** Lets time go by up to an instant, and every timer fire. */
  public void passTo(Instant time) {
    clock.set(time);
    settle();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Progress.of(disk).time().isBefore(time)) {
      assertThat(System.nanoTime()).as("time stands still").isLessThan(end);
      Thread.onSpinWait();
    }
    settle();
  }

  /** Another world that forgot everything but its journal, and lives through it again. */
  public World replayed(Options newOptions, RandomGenerator newRandom) {
    FaultyDisk copy = disk.copy();
    for (Table derived : List.of(Table.STATES, Table.TIMERS, Table.COMMITMENTS, Table.FEED)) {
      copy.clear(derived);
    }
    for (Table derived : List.of(Table.REFOLDS, Table.OUTBOX, Table.OUTCOMES)) {
      copy.clear(derived);
    }
    var batch = new Batch();
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      batch.delete(Table.META, ("slot/" + slot).getBytes(StandardCharsets.UTF_8));
    }
    copy.write(batch, true);
    return new World(copy, newOptions, now(), newRandom);
  }

  /** Ends and begins again with other options. */
  public void reopen(Options newOptions) {
    store.close();
    FaultyDisk same = disk.copy();
    options = newOptions.at(clock::get);
    disk = same;
    store = Store.on(same, options);
  }

  /** Comes back after a loss of power, as often as it takes. */
  void restore() {
    while (true) {
      losses++;
      store.close();
      disk = disk.afterLoss(random);
      try {
        store = Store.on(disk, options);
        return;
      } catch (DiskFailed again) {
        assertThat(disk.failed()).isTrue();
      }
    }
  }

  /** Everything in the journal, in the order it came. */
  public List<JournalRecord> records() {
    var records = new ArrayList<JournalRecord>();
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      store.reader().records(slot, 0, records::add);
    }
    records.sort(Comparator.comparingLong(record -> record.stamp().position()));
    return records;
  }

  @Override
  public void close() {
    store.close();
  }
}
