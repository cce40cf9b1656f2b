package habitue.store;

import habitue.model.CustomerId;
import habitue.store.door.Receipt;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * What became of an erasure.
 *
 * @param receipt the door's: accepted means that it will be finished, whatever happens
 * @param at when it was decided; of a refused one, when it was asked for
 * @param finished when no byte is left in the store's files
 */
public record Erased(Receipt receipt, Instant at, CompletableFuture<Void> finished) {
  /** The erasure's place in the journal; 0 when it was refused. */
  public long position() {
    return receipt instanceof Receipt.Accepted accepted ? accepted.position() : 0;
  }

  /** Who is no more. */
  public CustomerId customer(CustomerId asked) {
    return receipt instanceof Receipt.Accepted(long _, CustomerId id, var _, boolean _)
        ? id
        : asked;
  }
}
