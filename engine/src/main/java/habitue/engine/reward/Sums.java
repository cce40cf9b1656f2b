package habitue.engine.reward;

import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Balances;

/**
 * What became of the points of many: issued = reversed + expired + spent + outstanding.
 *
 * @param spent by redemptions that were not undone
 * @param outstanding what the brand may still be asked for
 */
public record Sums(long issued, long reversed, long expired, long spent, long outstanding) {
  public static final Sums NONE = new Sums(0, 0, 0, 0, 0);

  /** With someone's. */
  public Sums plus(Balances one) {
    return new Sums(
        issued + one.issued(),
        reversed + one.of(Account.REVERSED),
        expired + one.of(Account.EXPIRED),
        spent + one.of(Account.SPENT),
        outstanding + one.outstanding());
  }
}
