package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.SharedId;
import java.util.Map;

/**
 * What the workers run: the behaviours by kind of entity, and the parameters in force.
 *
 * @param fingerprint of engine and parameters; states folded with another are folded anew
 */
public record Parts(
    Behaviour<CustomerState> customers,
    Map<String, Behaviour<?>> shared,
    Context context,
    int fingerprint) {
  public Parts {
    shared = Map.copyOf(shared);
  }

  Behaviour<?> behaviour(EntityId id) {
    return switch (id) {
      case CustomerId customer -> customers;
      case SharedId(String kind, String name) -> {
        Behaviour<?> behaviour = shared.get(kind);
        if (behaviour == null) {
          throw new IllegalStateException("no kind of entity is called " + kind);
        }
        yield behaviour;
      }
    };
  }

  /** Whether commands and sends for it can be taken. */
  public boolean knows(EntityId id) {
    return switch (id) {
      case CustomerId _ -> true;
      case SharedId(String kind, String _) -> shared.containsKey(kind);
    };
  }
}
