package habitue.server.api.loyalty;

import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Member;
import habitue.engine.reward.Redemption;
import habitue.model.CustomerId;
import habitue.playbook.plan.Programme;
import habitue.server.api.Finder;
import habitue.server.audit.Audit;
import habitue.server.loyalty.Absence;
import habitue.server.loyalty.Holding;
import habitue.server.loyalty.Loyalty;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Reader;
import habitue.store.Store;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose points a call is about, in which programme. */
@Component
final class PointsAccounts {
  private static final Member NOBODY = Member.joined(Instant.EPOCH);

  private final Finder finder;
  private final Loyalty loyalty;
  private final Audit audit;
  private final Reader reader;

  PointsAccounts(Finder finder, Loyalty loyalty, Audit audit, Store store) {
    this.reader = store.reader();
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

  /** Whose a redemption is, and of which programme. */
  Account of(String redemption) {
    CustomerId id =
        Redemption.position(redemption).stream()
            .boxed()
            .flatMap(position -> reader.whose(position).stream())
            .findFirst()
            .orElseThrow(PointsAccounts::unknown);
    String programme =
        finder.person(id).state().book().members().entrySet().stream()
            .filter(each -> each.getValue().redemption(redemption).isPresent())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(PointsAccounts::unknown);
    return new Account(id, loyalty.programme(programme));
  }

  private static RefusedRequest unknown() {
    return new RefusedRequest(
        Code.UNKNOWN_REDEMPTION,
        "no redemption is known by this id alone; name its customer too:"
            + " /api/customers/{ref}/redemptions/{redemption}");
  }

  /** By reference, on record as looked at: also in a programme that is offered no more. */
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
