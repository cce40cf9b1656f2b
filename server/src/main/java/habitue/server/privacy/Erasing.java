package habitue.server.privacy;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Erased;
import habitue.store.Store;
import habitue.store.door.Receipt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Erases people: the one entrance, for the API, the console and what shops ask for. Waits until no
 * byte of the person is left, in the store's files and in the tables', or as long as is decent.
 */
@Component
public final class Erasing {
  private static final Duration PATIENCE = Duration.ofSeconds(50);
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Store store;
  private final ErasedRows rows;
  private final Audit audit;

  public Erasing(Store store, ErasedRows rows, Audit audit) {
    this.store = store;
    this.rows = rows;
    this.audit = audit;
  }

  /** How long the law has orders kept, as the playbook says; empty where it says nothing. */
  public Optional<Period> accounting() {
    return Optional.ofNullable(store.context().playbook().retention().accounting());
  }

  /**
   * What became of it.
   *
   * @param strands how many threads of records went
   * @param orders how many orders' amounts stay, without the person
   * @param finished false when it is decided and goes on: it will be finished whatever happens
   */
  public record Done(CustomerId customer, int strands, int orders, boolean finished) {}

  /**
   * @param author who asks: a user of the console, or a key's name
   */
  public Done erase(CustomerId customer, String author) {
    long start = System.nanoTime();
    long end = start + PATIENCE.toNanos();
    Erased erased = store.erase(customer, author);
    return switch (erased.receipt()) {
      case Receipt.Refused(String code, String field, String message) ->
          throw new RefusedRequest(Code.named(code).orElse(Code.REFUSED), message, field);
      case Receipt.Duplicate _ -> throw new RefusedRequest(Code.ERASED, "it was erased before");
      case Receipt.Accepted(long position, var id, Fields counts) -> {
        audit.record(author, Action.ERASE, id.toString(), counts);
        boolean finished = files(erased, end) && tables(position, end);
        if (finished) {
          long millis = (System.nanoTime() - start) / 1_000_000;
          Fields lasted = Fields.of("millis", Value.of(millis));
          audit.record(author, Action.ERASE_FINISHED, id.toString(), lasted);
        }
        yield new Done(
            (CustomerId) id, number(counts, "strands"), number(counts, "orders"), finished);
      }
    };
  }

  private static int number(Fields counts, String name) {
    return counts.number(name).map(BigDecimal::intValue).orElse(0);
  }

  private static boolean files(Erased erased, long end) {
    try {
      erased.finished().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException later) {
      return false;
    }
  }

  private boolean tables(long position, long end) {
    try {
      while (!rows.gone(position)) {
        if (System.nanoTime() > end) {
          return false;
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
