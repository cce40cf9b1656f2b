package habitue.engine.reward.ledger;

/**
 * Points of one lot that go from an account to another: two entries that sum to zero, whatever they
 * are.
 *
 * @param points more than zero
 */
public record Move(String lot, Account from, Account to, long points) {
  public Move {
    if (points <= 0 || from == to) {
      throw new BrokenLedger("a move of " + points + " points from " + from + " to " + to);
    }
  }

  /** What the lot's award was called as it was granted, whatever it is called among twins. */
  public String award() {
    return Twins.award(lot);
  }
}
