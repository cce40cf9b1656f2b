package habitue.store.products;

import habitue.model.Fields;
import java.time.Instant;

/**
 * What a product was stated to be.
 *
 * @param since from when on it holds
 * @param stated when it was stated: of two that hold from the same instant the later counts
 * @param discontinued whether it is no longer sold
 * @param document all that was stated, under the names of {@link Documents}, but for its stock
 */
public record Version(Instant since, Instant stated, boolean discontinued, Fields document) {
  boolean saysAs(Version other) {
    return discontinued == other.discontinued && document.equals(other.document);
  }
}
