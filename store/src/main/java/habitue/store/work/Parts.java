package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.SharedId;
import java.util.Map;

/** What the workers run: the behaviours by kind of entity, and the parameters in force. */
public final class Parts {
  private final Behaviour<CustomerState> customers;
  private final Map<String, Behaviour<?>> shared;
  private final int fingerprint;
  private volatile Context context;

  /**
   * @param fingerprint of engine and parameters; states folded with another are folded anew
   */
  public Parts(
      Behaviour<CustomerState> customers,
      Map<String, Behaviour<?>> shared,
      Context context,
      int fingerprint) {
    this.customers = customers;
    this.shared = Map.copyOf(shared);
    this.context = context;
    this.fingerprint = fingerprint;
  }

  public Behaviour<CustomerState> customers() {
    return customers;
  }

  public Context context() {
    return context;
  }

  /**
   * Puts parameters into force that change nothing up to the door's time: for the door's thread,
   * between two batches, so that whatever is handed over later sees them.
   */
  public void context(Context fresh) {
    context = fresh;
  }

  public int fingerprint() {
    return fingerprint;
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
