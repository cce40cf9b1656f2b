package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.SharedId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the workers run: the behaviours by kind of entity, and the parameters in force. */
public final class Parts {
  private final Behaviour<CustomerState> customers;
  private final Map<String, Behaviour<?>> shared;
  private volatile InForce inForce;

  /**
   * The parameters in force.
   *
   * @param version of the playbook
   * @param fingerprint of engine and parameters; states folded with another are folded anew
   * @param replaced what was in force before, while there may be someone folded by it
   */
  public record InForce(Context context, int version, int fingerprint, List<Replaced> replaced) {

    public InForce {
      replaced = List.copyOf(replaced);
    }

    /** With parameters that change nothing up to the door's time. */
    public InForce with(Context fresh) {
      return new InForce(fresh, version, fingerprint, replaced);
    }
  }

  /** Parameters that held until others were published. */
  public record Replaced(Context context, int fingerprint) {}

  public Parts(
      Behaviour<CustomerState> customers, Map<String, Behaviour<?>> shared, InForce inForce) {
    this.customers = customers;
    this.shared = Map.copyOf(shared);
    this.inForce = inForce;
  }

  /** The same, which stays as it is now whatever is put into force: for one piece of work. */
  public Parts pinned() {
    return new Parts(customers, shared, inForce);
  }

  public Behaviour<CustomerState> customers() {
    return customers;
  }

  public InForce inForce() {
    return inForce;
  }

  public Context context() {
    return inForce.context;
  }

  /**
   * Puts parameters into force: for the door's thread, between two batches, so that whatever is
   * handed over later sees them. With another fingerprint, whoever was folded by another is folded
   * anew before anything else comes of them.
   */
  public void put(InForce fresh) {
    inForce = fresh;
  }

  public int fingerprint() {
    return inForce.fingerprint;
  }

  int version() {
    return inForce.version;
  }

  /** What was in force under another fingerprint; null where nobody knows any more. */
  @Nullable Context replaced(int other) {
    for (Replaced each : inForce.replaced) {
      if (each.fingerprint == other) {
        return each.context;
      }
    }
    return null;
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
