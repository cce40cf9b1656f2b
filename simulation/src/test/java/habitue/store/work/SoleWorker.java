package habitue.store.work;

import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.JournalRecord;
import habitue.model.Slots;
import habitue.store.disk.Disk;
import habitue.store.feed.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The worker of all slots without its thread: what it is given is done when the call returns. */
public final class SoleWorker {
  private static final int CACHED = 4;
  private static final long PATIENCE = Duration.ofMinutes(5).toNanos();

  private final Disk disk;
  private final Parts parts;
  private final List<Outbox.Letter> letters;
  private final Worker worker;

  /** Takes over where the last one was, and works through what came since. */
  public SoleWorker(Disk disk, Parts parts, Fold.Past past) {
    this.disk = disk;
    this.parts = parts;
    this.letters = new ArrayList<>(Outbox.waiting(disk));
    var outgoing = new Outgoing(disk, Outgoing.Kept.USUAL, 1);
    var page = new Page(disk, new Outcomes(disk), letters::addAll, outgoing);
    this.worker = new Worker(disk, parts, past, page, CACHED);
    List<Halts.Halted> halted = Halts.of(disk);
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      worker.own(slot, halted);
    }
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      var missed = new ArrayList<JournalRecord>();
      past.journal().replay(slot, worker.slot(slot).applied, missed::add);
      worker.work(missed);
    }
  }

  public void work(List<JournalRecord> records) {
    worker.work(records);
  }

  /** Folds anew whoever waits for it, and lets everything due up to this time happen. */
  public void rest(Instant time) {
    while (worker.refold(Instant.MAX, PATIENCE)) {
      // There are more than it takes at once.
    }
    worker.tick(time);
  }

  /** What was sent since this was asked last. */
  public List<Outbox.Letter> letters() {
    List<Outbox.Letter> sent = List.copyOf(letters);
    letters.clear();
    return sent;
  }

  /** A customer as written. */
  public CustomerState state(CustomerId id) {
    Entity<CustomerState> entity = Entity.load(disk, parts.customers(), id, parts);
    if (!entity.settled()) {
      throw new IllegalStateException("%s is not settled: %s".formatted(id, entity.frame()));
    }
    return entity.state();
  }
}
