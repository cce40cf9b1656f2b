package habitue.engine.reward.ledger;

/** A posting that would break what always holds of a ledger: a fault of ours, not of a caller. */
public final class BrokenLedger extends IllegalStateException {
  BrokenLedger(String message) {
    super(message);
  }
}
