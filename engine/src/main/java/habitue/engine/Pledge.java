package habitue.engine;

import habitue.model.Because;
import habitue.model.Fields;
import habitue.model.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A commitment as decided; the runtime makes it a {@link habitue.model.Commitment}.
 *
 * @param strand whose it is, should the customer be split; null for the record's
 */
public record Pledge(String name, Fields details, Because because, @Nullable Strand strand) {

  public Pledge(String name, Fields details, Because because) {
    this(name, details, because, null);
  }
}
