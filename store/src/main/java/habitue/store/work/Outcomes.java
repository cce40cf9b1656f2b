package habitue.store.work;

import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.model.ValueCodec;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** What commands came to, by the position of the command. */
public final class Outcomes {
  private final Disk disk;
  private final Map<Long, CompletableFuture<Fields>> awaited = new ConcurrentHashMap<>();

  public Outcomes(Disk disk) {
    this.disk = disk;
  }

  /** Call before the command can be worked on. */
  public void expect(long position) {
    awaited.put(position, new CompletableFuture<>());
  }

  /**
   * Waits for an outcome that was expected; empty when it takes longer, or will not come.
   *
   * @param hopeless whether it will not come any more, if it does not at once
   */
  public Optional<Fields> await(long position, Duration atMost, BooleanSupplier hopeless) {
    CompletableFuture<Fields> future = awaited.get(position);
    if (future == null) {
      return find(position);
    }
    long end = System.nanoTime() + atMost.toNanos();
    try {
      do {
        wait(future);
      } while (!future.isDone() && System.nanoTime() < end && !hopeless.getAsBoolean());
      return future.isDone() ? Optional.of(future.get()) : Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken);
    } finally {
      awaited.remove(position);
    }
  }

  private static void wait(CompletableFuture<Fields> future)
      throws InterruptedException, ExecutionException {
    try {
      future.get(100, TimeUnit.MILLISECONDS);
    } catch (TimeoutException later) {
      // Whoever waits looks again whether it is worth it.
    }
  }

  public Optional<Fields> find(long position) {
    byte[] bytes = disk.read(Table.OUTCOMES, Keys.number(position));
    return bytes == null
        ? Optional.empty()
        : Optional.of(ValueCodec.readFields(new Unpacker(bytes)));
  }

  static void put(long position, Fields outcome, Batch batch) {
    var to = new Packer();
    ValueCodec.writeFields(outcome, to);
    batch.put(Table.OUTCOMES, Keys.number(position), to.bytes());
  }

  static void remove(long position, Batch batch) {
    batch.delete(Table.OUTCOMES, Keys.number(position));
  }

  /** Tells whoever waits, once the outcome is safe. */
  void tell(long position, Fields outcome) {
    CompletableFuture<Fields> future = awaited.get(position);
    if (future != null) {
      future.complete(outcome);
    }
  }
}
