package habitue.app.demo;

import habitue.app.house.House;
import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.Sums;
import habitue.model.Commitment;
import habitue.model.Fields;
import habitue.store.Reader;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What became of the demo shop's points, and who is in which tier. */
public final class PointsSummary {
  private final Map<String, Long> tiers = new TreeMap<>();
  private Sums sums = Sums.NONE;

  private PointsSummary() {}

  /** As of an instant: by what was committed up to there. */
  public static Fields of(House house, Instant asOf) {
    Reader reader = house.store().reader();
    var summary = new PointsSummary();
    reader.customers(id -> {
      Book book = Book.EMPTY;
      for (Commitment made : reader.commitments(id)) {
        book = made.now().isAfter(asOf) ? book : book.with(made);
      }
      book.members().values().forEach(summary::add);
    });
    return summary.fields();
  }

  private void add(Member member) {
    member.ledger().prove();
    sums = sums.plus(member.ledger().balances());
    if (member.tier() != null) {
      tiers.merge(member.tier().name(), 1L, Long::sum);
    }
  }

  private Fields fields() {
    return Fields.NONE
        .with("points_issued", sums.issued())
        .with("points_reversed", sums.reversed())
        .with("points_expired", sums.expired())
        .with("points_spent", sums.spent())
        .with("points_outstanding", sums.outstanding())
        .with("tiers", StandingSummary.counts(tiers));
  }
}
