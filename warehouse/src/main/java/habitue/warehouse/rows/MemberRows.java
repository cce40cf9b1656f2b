package habitue.warehouse.rows;

import habitue.engine.reward.Member;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Balances;
import habitue.store.feed.Person;
import org.jspecify.annotations.Nullable;

/** What people have in loyalty programmes: rows of {@code members}. */
final class MemberRows {
  private MemberRows() {}

  private record Row(
      String programme, long points, long pending, Member member, @Nullable TierHeld tier) {
    static Row of(String programme, Member member) {
      Balances balances = member.ledger().balances();
      return new Row(
          programme,
          balances.spendable(),
          balances.of(Account.PENDING),
          member,
          member.active() ? member.tier() : null);
    }

    long mark() {
      long mark = 31L * programme.hashCode() + points;
      mark = 31 * mark + pending;
      mark = 31 * mark + member.since().hashCode();
      mark = 31 * mark + (member.leftAt() == null ? 0 : member.leftAt().hashCode());
      return 31 * mark + (tier == null ? 0 : tier.hashCode());
    }
  }

  /** Changes with the rows of a person; 0 for none. */
  static long mark(Person person) {
    long mark = 0;
    for (var each : person.state().book().members().entrySet()) {
      mark = 1_000_003 * mark + Row.of(each.getKey(), each.getValue()).mark();
    }
    return mark;
  }

  static void append(Sheet sheet, Person person) {
    person
        .state()
        .book()
        .members()
        .forEach((programme, member) -> append(sheet, person, Row.of(programme, member)));
  }

  private static void append(Sheet sheet, Person person, Row row) {
    sheet.row().text(person.id().toString()).text(row.programme());
    sheet.instant(row.member().since()).instant(row.member().leftAt());
    sheet.number(row.points()).number(row.pending());
    sheet.text(row.tier() == null ? null : row.tier().name());
    sheet.instant(row.tier() == null ? null : row.tier().until()).end();
  }
}
