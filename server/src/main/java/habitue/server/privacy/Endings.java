package habitue.server.privacy;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.store.Erased;
import habitue.store.Store;
import habitue.store.door.Receipt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Waits for the end of every erasure, whoever asked for it and whether or not they still wait, and
 * records it: no byte of the person is left, in the store's files and in the tables'. What a stop
 * interrupts is waited for, and recorded, after the next start.
 */
@Component
@Lazy(false)
public final class Endings implements AutoCloseable {
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Store store;
  private final ErasedRows rows;
  private final Audit audit;
  private final InstantSource clock;
  private final ExecutorService waiting =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("erasure").factory());
  private final Map<Long, Future<?>> underWay = new ConcurrentHashMap<>();

  public Endings(Store store, ErasedRows rows, Audit audit, InstantSource clock) {
    this.clock = clock;
    this.store = store;
    this.rows = rows;
    this.audit = audit;
    store.followErasures(this::follow);
  }

  private void follow(Erased erased, String author) {
    if (erased.receipt()
        instanceof Receipt.Accepted(long position, CustomerId id, Fields _, boolean _)) {
      var end = new FutureTask<Void>(() -> end(erased, id, author));
      underWay.put(position, end);
      waiting.execute(end);
    }
  }

  private Void end(Erased erased, CustomerId id, String author)
      throws InterruptedException, ExecutionException {
    erased.finished().get();
    while (!rows.gone(erased.position())) {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    long millis = Math.max(0, Duration.between(erased.at(), clock.instant()).toMillis());
    Fields lasted = Fields.of("millis", Value.of(millis));
    audit.record(author, Action.ERASE_FINISHED, id.toString(), lasted);
    store.reported(erased);
    underWay.remove(erased.position());
    return null;
  }

  /** Whether an erasure ends while one waits; otherwise it goes on. */
  boolean ended(long position, Duration patience) {
    Future<?> end = underWay.get(position);
    try {
      if (end != null) {
        end.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException later) {
      return false;
    }
  }

  /** What has not ended is finished at the next start. */
  @Override
  public void close() {
    store.followErasures((_, _) -> {});
    waiting.shutdownNow();
    waiting.close();
  }
}
