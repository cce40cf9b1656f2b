package habitue.engine.reward.ledger;

import habitue.model.Strand;
import java.util.List;

/**
 * Points given for a reward.
 *
 * @param id of the redemption
 * @param strand whose it is, should the customer be split
 * @param from what each lot gave
 * @param undone whether they came back
 */
public record Spend(String id, Strand strand, List<Allocation> from, boolean undone) {
  public Spend {
    from = List.copyOf(from);
  }

  /** What one lot gave. */
  public record Allocation(String lot, long points) {}

  Spend undo() {
    return new Spend(id, strand, from, true);
  }

  /** With a lot that is called otherwise from now on. */
  Spend renamed(String before, String name) {
    List<Allocation> fresh =
        from.stream()
            .map(each -> each.lot().equals(before) ? new Allocation(name, each.points()) : each)
            .toList();
    return new Spend(id, strand, fresh, undone);
  }

  public long points() {
    return from.stream().mapToLong(Allocation::points).sum();
  }
}
