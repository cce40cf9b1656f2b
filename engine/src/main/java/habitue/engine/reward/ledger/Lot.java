package habitue.engine.reward.ledger;

import habitue.engine.reward.ledger.Terms.Lasting;
import java.util.List;

/**
 * The points of one award, and where they are by now. No point is in two places: {@code size +
 * indebted = pending + active + spent + expired + reversed + repaid}.
 *
 * @param id of the award
 * @param parts what each line earned; they sum to the size
 * @param repaid what made good for points of other lots that were taken back after they were spent
 * @param indebted taken back after they were spent or repaid: counted as reversed too
 * @param forgiven called back after they were spent, and let be: taken should they come back
 */
public record Lot(
    String id,
    Terms terms,
    List<Part> parts,
    long pending,
    long active,
    long spent,
    long expired,
    long reversed,
    long repaid,
    long indebted,
    long forgiven) {
  public Lot {
    parts = List.copyOf(parts);
    boolean below =
        Math.min(Math.min(pending, active), Math.min(spent, expired)) < 0
            || Math.min(Math.min(reversed, repaid), Math.min(indebted, forgiven)) < 0;
    if (below
        || sum(parts) + indebted != pending + active + spent + expired + reversed + repaid
        || indebted + forgiven > spent + repaid) {
      throw new BrokenLedger("lot " + id + " does not add up");
    }
  }

  /** One just granted. */
  public static Lot granted(String id, Terms terms, List<Part> parts) {
    return new Lot(id, terms, parts, sum(parts), 0, 0, 0, 0, 0, 0, 0);
  }

  public long size() {
    return sum(parts);
  }

  public static long sum(List<Part> parts) {
    return parts.stream().mapToLong(Part::points).sum();
  }

  /** What may still be spent, now or once it is active. */
  public long remaining() {
    return pending + active;
  }

  /** Whether nothing can come of it by itself. */
  boolean over() {
    return remaining() == 0 && repaid == 0 && indebted == 0 && forgiven == 0;
  }

  /** Points that were used and not called back since. */
  long used() {
    return spent + repaid - indebted - forgiven;
  }

  /** How many of those that made good for others may be here again. */
  long returnable() {
    return Math.min(repaid, used() + forgiven);
  }

  Lot with(List<Part> fresh) {
    return new Lot(
        id, terms, fresh, pending, active, spent, expired, reversed, repaid, indebted, forgiven);
  }

  Lot lasting(Lasting longer) {
    return new Lot(
        id,
        terms.lasting(longer),
        parts,
        pending,
        active,
        spent,
        expired,
        reversed,
        repaid,
        indebted,
        forgiven);
  }

  Lot named(String name) {
    return new Lot(
        name, terms, parts, pending, active, spent, expired, reversed, repaid, indebted, forgiven);
  }

  Lot forgive(long more) {
    return new Lot(
        id,
        terms,
        parts,
        pending,
        active,
        spent,
        expired,
        reversed,
        repaid,
        indebted,
        forgiven + more);
  }

  /** With points that left an account for another. */
  Lot moved(Move move) {
    long points = move.points();
    boolean clawedBack = move.from().isDebt() && !move.to().isDebt() && move.to() != Account.ACTIVE;
    boolean returned = move.from().isDebt() && move.to() == Account.ACTIVE;
    boolean repays = move.from() == Account.ACTIVE && move.to().isDebt();
    boolean settles = move.from() == Account.SPENT && move.to().isDebt();
    boolean taken = move.from() == Account.SPENT && move.to() == Account.REVERSED;
    // What it made good for elsewhere makes good for its own instead.
    boolean offsets = move.from().isDebt() && move.to().isDebt();
    long comesBack = returned ? Math.max(0, points - used()) : 0;
    return new Lot(
        id,
        terms,
        parts,
        pending + change(move, Account.PENDING),
        active + change(move, Account.ACTIVE),
        spent + change(move, Account.SPENT),
        expired + change(move, Account.EXPIRED),
        reversed + change(move, Account.REVERSED),
        repaid + (repays ? points : returned || offsets ? -points : 0),
        indebted + (clawedBack ? points : settles || offsets ? -points : 0),
        forgiven - (taken ? points : comesBack));
  }

  private static long change(Move move, Account account) {
    return (move.to() == account ? move.points() : 0)
        - (move.from() == account ? move.points() : 0);
  }
}
