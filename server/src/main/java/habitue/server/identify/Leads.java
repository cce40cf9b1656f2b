package habitue.server.identify;

import habitue.engine.customer.CustomerState;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Destination;
import habitue.engine.trust.Reach;
import habitue.model.CustomerId;
import habitue.playbook.trust.Channel;
import habitue.store.Reader.Earned;
import habitue.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom to turn to of those who have not bought: what they did, and how they may be reached. */
@Component
public final class Leads {
  private static final int REASONS = 4;

  private final Store store;

  Leads(Store store) {
    this.store = store;
  }

  /**
   * Someone who might buy.
   *
   * @param phone of whom may be called; null for who may be written to only
   * @param reasons what earned the most of the score
   */
  public record Lead(
      CustomerId id,
      double score,
      @Nullable String phone,
      List<Earned> reasons,
      @Nullable Instant lastContact) {
    public Lead {
      reasons = List.copyOf(reasons);
    }
  }

  /** Empty for who is nobody now. */
  public Optional<Lead> find(CustomerId id, Instant now) {
    return store
        .reader()
        .person(id)
        .map(person -> {
          CustomerState state = person.state();
          return new Lead(
              person.id(),
              state.stands(store.context(), now).score(),
              callable(state),
              reasons(person.id(), now),
              state.activity().lastContact());
        });
  }

  private List<Earned> reasons(CustomerId id, Instant now) {
    List<Earned> score = store.reader().earned(id, now).getOrDefault("", List.of());
    return score.stream().limit(REASONS).toList();
  }

  private @Nullable String callable(CustomerState state) {
    Reach reach =
        Reach.of(
            state.reach(),
            store.context().playbook().purposes(),
            store.suppressions(),
            Channel.PHONE,
            Consents.MARKETING);
    return reach.reachable() ? Destination.of(state.profile(), Channel.PHONE).orElseThrow() : null;
  }
}
