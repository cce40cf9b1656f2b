package habitue.store;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.store.disk.Batch;
import habitue.store.disk.Batch.Write.DeleteRange;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.door.Door;
import habitue.store.door.DoorClosed;
import habitue.store.door.Erasure;
import habitue.store.door.Erasures;
import habitue.store.door.LookUp;
import habitue.store.door.Purges;
import habitue.store.door.Purges.Purge;
import habitue.store.door.Receipt;
import habitue.store.door.Unreported;
import habitue.store.feed.Change;
import habitue.store.feed.Outgoing;
import habitue.store.work.Crew;
import habitue.store.work.Underway;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes erasures that the door decided: once the workers have let go, writes over what is left
 * in files. One at a time, on a thread of its own; what a stop interrupts is finished at the next
 * start.
 */
final class Eraser implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);
  private static final byte[] AGAIN = "erase-again/".getBytes(StandardCharsets.UTF_8);

  private final Disk disk;
  private final Door door;
  private final Crew crew;
  private final LookUp lookUp;
  private final Outgoing outgoing;
  private final InstantSource clock;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().name("eraser").unstarted(this::run);
  private final List<Map.Entry<byte[], Erasure>> noted;
  private final Map<Long, CompletableFuture<Void>> takenUp = new HashMap<>();
  private volatile BiConsumer<Erased, String> follower = (_, _) -> {};
  private volatile boolean closed;

  private record Task(Purge purge, CompletableFuture<Void> finished) {}

  Eraser(Disk disk, Door door, Crew crew, LookUp lookUp, Outgoing outgoing, InstantSource clock) {
    this.outgoing = outgoing;
    this.clock = clock;
    this.disk = disk;
    this.door = door;
    this.crew = crew;
    this.lookUp = lookUp;
    Purges.of(disk).forEach(purge -> takenUp.put(purge.erasure(), submit(purge)));
    this.noted = noted(disk);
  }

  /** Whether someone is to be erased again before anything is served. */
  boolean owes() {
    return !noted.isEmpty();
  }

  /** Takes up what was not finished, and erases again whom an older copy brought back. */
  void finish() {
    thread.start();
    again();
  }

  Erased erase(CustomerId customer, String author) {
    Receipt receipt = decided(door.erase(customer, author));
    if (!(receipt instanceof Receipt.Accepted(long position, var _, var _, boolean _))) {
      return new Erased(receipt, clock.instant(), CompletableFuture.completedFuture(null));
    }
    Purge purge = Purges.of(disk, position).orElseThrow();
    Instant at = Unreported.of(disk, position).orElseThrow().at();
    var erased = new Erased(receipt, at, submit(purge));
    follower.accept(erased, author);
    return erased;
  }

  /** Tells at once of those whose end nobody recorded before the last stop. */
  void follow(BiConsumer<Erased, String> by) {
    follower = by;
    for (Unreported.Ending each : Unreported.of(disk)) {
      var receipt = new Receipt.Accepted(each.erasure(), each.customer(), Fields.NONE);
      var end = takenUp.getOrDefault(each.erasure(), CompletableFuture.completedFuture(null));
      by.accept(new Erased(receipt, each.at(), end), each.author());
    }
  }

  void reported(long erasure) {
    Unreported.reported(disk, erasure);
  }

  /** Notes erasures that a copy does not know, to be done when it is opened. */
  static int note(List<Erasure> erasures, Disk disk) {
    Set<String> known = new HashSet<>();
    Erasures.of(disk).forEach(each -> known.add(each.at() + " " + each.position()));
    int count = 0;
    for (Erasure each : erasures) {
      if (known.add(each.at() + " " + each.position())) {
        var batch = new Batch();
        Erasures.add(each, disk, batch);
        batch.put(Table.META, mark(each), each.bytes());
        disk.write(batch, true);
        count++;
      }
    }
    return count;
  }

  private void again() {
    for (Map.Entry<byte[], Erasure> each : noted) {
      var finished = new ArrayList<CompletableFuture<Void>>();
      lookUp.held(each.getValue()).forEach((id, held) -> finished.add(again(id, held)));
      finished.forEach(CompletableFuture::join);
      disk.write(new Batch().delete(Table.META, each.getKey()), true);
    }
  }

  private CompletableFuture<Void> again(CustomerId id, LookUp.Held held) {
    CustomerId whole = id;
    if (!held.all()) {
      Receipt cut = door.sever(id, held.strands());
      whole =
          ((Receipt.Accepted) cut).outcome().text("taker").flatMap(CustomerId::parse).orElseThrow();
    }
    return erase(whole, "").finished();
  }

  private static List<Map.Entry<byte[], Erasure>> noted(Disk disk) {
    var noted = new ArrayList<Map.Entry<byte[], Erasure>>();
    try (Cursor cursor = disk.scan(Table.META, AGAIN, Keys.after(AGAIN))) {
      while (cursor.next()) {
        noted.add(Map.entry(cursor.key(), Erasure.of(cursor.value())));
      }
    }
    return noted;
  }

  private static byte[] mark(Erasure erasure) {
    byte[] number = Keys.of(0, erasure.at().toEpochMilli(), erasure.position());
    byte[] key = Arrays.copyOf(AGAIN, AGAIN.length + number.length);
    System.arraycopy(number, 0, key, AGAIN.length, number.length);
    return key;
  }

  private static Receipt decided(CompletableFuture<Receipt> receipt) {
    try {
      return receipt.get();
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

  private CompletableFuture<Void> submit(Purge purge) {
    var task = new Task(purge, new CompletableFuture<>());
    tasks.add(task);
    return task.finished;
  }

  private void run() {
    try {
      while (!closed) {
        Task next = tasks.poll(50, TimeUnit.MILLISECONDS);
        if (next != null) {
          finish(withAllWaiting(next));
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (DiskFailed broken) {
      LOG.error("an erasure is not finished, the disk failed: {}", broken.getMessage());
    } finally {
      var stopped = new DoorClosed("stopping", "The erasure is finished at the next start.");
      tasks.forEach(task -> task.finished.completeExceptionally(stopped));
    }
  }

  private List<Task> withAllWaiting(Task first) {
    var all = new ArrayList<Task>();
    all.add(first);
    tasks.drainTo(all);
    return all;
  }

  /** All that wait are written over in one pass: it costs as much for one as for many. */
  private void finish(List<Task> all) throws InterruptedException {
    try {
      for (Task task : all) {
        while (!letGo(task.purge)) {
          if (closed || crew.failed()) {
            return;
          }
          Thread.sleep(10);
        }
      }
      var ranges = new ArrayList<DeleteRange>();
      all.forEach(task -> ranges.addAll(ranges(task.purge)));
      disk.purge(Ranges.united(ranges));
      var done = new Batch();
      all.forEach(task -> done.delete(Table.META, task.purge.key()));
      tell(all.stream().map(Task::purge).toList(), done);
      all.forEach(task -> task.finished.complete(null));
    } finally {
      var stopped = new DoorClosed("stopping", "The erasure is finished at the next start.");
      all.forEach(task -> task.finished.completeExceptionally(stopped));
    }
  }

  /** Others hear of it in the batch that ends it: once, whatever happens. */
  private void tell(List<Purge> purges, Batch done) {
    Instant now = clock.instant();
    var tellings = new ArrayList<Outgoing.Telling>();
    for (Purge purge : purges) {
      for (CustomerId id : purge.told()) {
        if (lookUp.erased(id)) {
          var nothing = new Body.Forgotten(id, List.of(), List.of(), List.of(), List.of());
          var gone = new Change.Forgotten(id, purge.erasure(), nothing);
          tellings.add(new Outgoing.Telling(now, gone));
        }
      }
    }
    if (tellings.isEmpty()) {
      disk.write(done, true);
      return;
    }
    long ticket = outgoing.append(tellings, done);
    try {
      disk.write(done, true);
    } finally {
      outgoing.landed(ticket);
    }
  }

  /** What was told to other systems and is still kept for them goes with the rest. */
  private List<DeleteRange> ranges(Purge purge) {
    Map<Boolean, Set<CustomerId>> told =
        purge.told().stream()
            .collect(Collectors.partitioningBy(lookUp::erased, Collectors.toSet()));
    int gone =
        outgoing.forget(told.getOrDefault(true, Set.of()), told.getOrDefault(false, Set.of()));
    var ranges = new ArrayList<>(purge.ranges());
    if (gone > 0) {
      byte[] end = Keys.number(Long.MAX_VALUE);
      ranges.add(new DeleteRange(Table.OUTGOING, Keys.number(0), end));
    }
    return ranges;
  }

  private boolean letGo(Purge purge) {
    return purge.slots().stream().noneMatch(slot -> Underway.unapplied(disk, slot, purge.last()));
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
}
