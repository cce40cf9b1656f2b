package habitue.server.api.loyalty;

import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Member;
import habitue.model.CustomerId;
import habitue.playbook.plan.Programme;
import habitue.server.api.Finder;
import habitue.server.audit.Audit;
import habitue.server.loyalty.Absence;
import habitue.server.loyalty.Holding;
import habitue.server.loyalty.Loyalty;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose points a call is about, in which programme. */
@Component
final class PointsAccounts {
  private static final Member NOBODY = Member.joined(Instant.EPOCH);

  private final Finder finder;
  private final Loyalty loyalty;
  private final Audit audit;

  PointsAccounts(Finder finder, Loyalty loyalty, Audit audit) {
    this.finder = finder;
    this.loyalty = loyalty;
    this.audit = audit;
  }

  record Account(CustomerId id, Programme programme) {}

  /**
   * @param programme the playbook's first where it is null
   */
  Account find(String ref, @Nullable String programme) {
    CustomerId id = finder.find(ref);
    return new Account(id, loyalty.programme(programme));
  }

  /** The same, on record as looked at: also in a programme that is offered no more. */
  Account viewed(String ref, @Nullable String programme, Principal who) {
    CustomerId id = finder.find(ref);
    var account =
        new Account(
            id,
            loyalty.programme(
                programme, () -> finder.person(id).state().book().members().keySet()));
    audit.viewed(who.getName(), account.id);
    return account;
  }

  /** Null for who never took part. */
  @Nullable Member member(Account account) {
    return state(account).book().member(account.programme.name()).orElse(null);
  }

  CustomerState state(Account account) {
    return finder.person(account.id).state();
  }

  PointsAnswer points(Account account) {
    return points(account, state(account));
  }

  /**
   * @param state theirs, as just read
   */
  PointsAnswer points(Account account, CustomerState state) {
    Member member = state.book().member(account.programme.name()).orElse(null);
    Holding holding =
        loyalty.holding(account.programme, member == null ? NOBODY : member, state.orders());
    Absence absence = loyalty.absence(account.id, account.programme);
    return PointsAnswer.of(holding, member != null, absence);
  }
}
