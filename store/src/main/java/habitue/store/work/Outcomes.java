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

  /** Waits for an outcome that was expected; empty when it takes longer. */
  public Optional<Fields> await(long position, Duration atMost) {
    CompletableFuture<Fields> future = awaited.get(position);
    if (future == null) {
      return find(position);
    }
    try {
      return Optional.of(future.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException later) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken);
    } finally {
      awaited.remove(position);
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

  /** Tells whoever waits, once the outcome is safe. */
  void tell(long position, Fields outcome) {
    CompletableFuture<Fields> future = awaited.get(position);
    if (future != null) {
      future.complete(outcome);
    }
  }
}
