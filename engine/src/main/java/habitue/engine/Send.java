package habitue.engine;

import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A message to another entity. It leaves with the sender's batch and arrives exactly once.
 *
 * @param strand whose part of a customer it is for: it goes to whoever has that by then; null for
 *     the one it is sent to
 */
public record Send(EntityId to, String name, Fields details, @Nullable Strand strand) {

  public Send(EntityId to, String name, Fields details) {
    this(to, name, details, null);
  }
}
