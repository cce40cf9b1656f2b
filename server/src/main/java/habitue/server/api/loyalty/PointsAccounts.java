package habitue.server.api.loyalty;

import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.model.CustomerId;
import habitue.playbook.plan.Programme;
import habitue.server.api.Finder;
import habitue.server.audit.Audit;
import habitue.server.loyalty.Loyalty;
import habitue.store.Store;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose points a call is about, in which programme. */
@Component
final class PointsAccounts {
  private final Finder finder;
  private final Loyalty loyalty;
  private final Store store;
  private final Audit audit;

  PointsAccounts(Finder finder, Loyalty loyalty, Store store, Audit audit) {
    this.finder = finder;
    this.loyalty = loyalty;
    this.store = store;
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

  /** The same, on record as looked at. */
  Account viewed(String ref, @Nullable String programme, Principal who) {
    Account account = find(ref, programme);
    audit.viewed(who.getName(), account.id);
    return account;
  }

  /** Null for who never took part. */
  @Nullable Member member(Account account) {
    return book(account).member(account.programme.name()).orElse(null);
  }

  Book book(Account account) {
    return finder.person(account.id).state().book();
  }

  PointsAnswer points(Account account) {
    return points(account, book(account));
  }

  /**
   * @param book theirs, as just read
   */
  PointsAnswer points(Account account, Book book) {
    return PointsAnswer.of(account.programme, book, store.context().zone(), loyalty.now());
  }
}
