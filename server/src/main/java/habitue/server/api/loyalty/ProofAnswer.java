package habitue.server.api.loyalty;

import habitue.engine.reward.Book;
import habitue.engine.reward.Commitments;
import habitue.engine.reward.Member;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Balances;
import habitue.engine.reward.ledger.Ledger;
import habitue.model.Because;
import habitue.model.Commitment;
import habitue.model.Fields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Every decision behind a balance, in the order in which they were made, added up anew.
 *
 * @param balances what the entries come to, by account; together zero
 * @param lots what is left in the lots they made: the sum of active and pending
 * @param addsUp whether both agree, with each other and with what is in force
 */
record ProofAnswer(
    String programme,
    List<Entry> entries,
    SequencedMap<String, Long> balances,
    long lots,
    boolean addsUp) {

  /**
   * One decision.
   *
   * @param details what it says: lots granted, parts called back, points moved between accounts
   * @param after the accounts after it
   * @param cause what brought it about
   */
  record Entry(
      Instant at,
      String name,
      @Schema(type = "object") Fields details,
      SequencedMap<String, Long> after,
      Cause cause) {}

  /**
   * @param position the record in the journal; 0 where time alone brought it about
   * @param playbook the beginning of the hash of the playbook in force
   * @param event what happened; null where it is kept no more
   */
  record Cause(
      long position,
      String name,
      String rule,
      String playbook,
      @Nullable String author,
      @Nullable String approver,
      @Nullable String reason,
      @Nullable Event event) {}

  record Event(String name, Instant at, @Nullable String messageId, @Nullable String orderId) {}

  /**
   * @param inForce the part they take as it is kept; null for none
   * @param events looks an event up by its position
   */
  static ProofAnswer of(
      String programme,
      List<Commitment> made,
      @Nullable Member inForce,
      LongFunction<@Nullable Event> events) {
    Book book = Book.EMPTY;
    var entries = new ArrayList<Entry>();
    for (Commitment each : made) {
      if (Commitments.knows(each) && Commitments.programme(each).equals(programme)) {
        book = book.with(each);
        Balances after = ledger(book, programme).balances();
        entries.add(
            new Entry(
                each.now(),
                each.name(),
                each.details().without("programme"),
                accounts(after),
                cause(each.because(), events)));
      }
    }
    Ledger ledger = ledger(book, programme);
    ledger.prove();
    long lots = ledger.lots().stream().mapToLong(each -> each.remaining()).sum();
    Balances sums = ledger.balances();
    boolean same =
        lots == sums.of(Account.ACTIVE) + sums.of(Account.PENDING)
            && ledger.equals(inForce == null ? Ledger.EMPTY : inForce.ledger());
    return new ProofAnswer(programme, entries, accounts(sums), lots, same);
  }

  private static Ledger ledger(Book book, String programme) {
    return book.member(programme).map(Member::ledger).orElse(Ledger.EMPTY);
  }

  private static SequencedMap<String, Long> accounts(Balances balances) {
    var accounts = new LinkedHashMap<String, Long>();
    for (Account account : Account.values()) {
      accounts.put(account.wireName(), balances.of(account));
    }
    return accounts;
  }

  private static Cause cause(Because because, LongFunction<@Nullable Event> events) {
    return new Cause(
        because.position(),
        because.cause(),
        because.rule(),
        because.words().text("playbook").orElse(""),
        because.words().text("author").orElse(null),
        because.words().text("approver").orElse(null),
        because.words().text("reason").filter(text -> !text.isEmpty()).orElse(null),
        because.position() == 0 ? null : events.apply(because.position()));
  }
}
