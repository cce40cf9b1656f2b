package habitue.store.work;

import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Stands;
import habitue.model.Fields;
import java.time.Instant;

/** What became of where someone stands when other parameters came into force. */
final class Moved {
  private Moved() {}

  /**
   * @param entity as the parameters before made it
   * @param after what those in force make of it
   * @return nothing where they come to the same, or what it was before is not known
   */
  static Fields of(Entity<?> entity, EntityState after, Parts parts, Instant at) {
    int folded = entity.frame().fingerprint();
    Context replaced = folded == parts.fingerprint() ? null : parts.replaced(folded);
    if (replaced == null
        || !(entity.state() instanceof CustomerState was)
        || !(after instanceof CustomerState is)) {
      return Fields.NONE;
    }
    Stands before = was.stands(replaced, at);
    Fields moved = is.stands(parts.context(), at).since(before);
    return moved.equals(Fields.NONE) ? moved : moved.with("playbook", parts.version());
  }
}
