package habitue.engine.reward.ledger;

/**
 * Where points are. What is issued leaves an account that goes below zero, so that all accounts
 * together are always zero: issued = reversed + expired + spent + outstanding, where outstanding is
 * pending + active − negative − owed.
 */
public enum Account {
  /** Where points come from: minus all that was ever granted. */
  ISSUED("issued"),
  /** Granted, not to be spent yet. */
  PENDING("pending"),
  /** To be spent. */
  ACTIVE("active"),
  /** Given for a reward. */
  SPENT("spent"),
  /** Ran out of time. */
  EXPIRED("expired"),
  /** Taken back, because what they were granted for was. */
  REVERSED("reversed"),
  /** Taken back after they were spent: below zero until points earned later make it good. */
  NEGATIVE("negative"),
  /** Taken back after they were spent, for the brand to claim; points earned later stay. */
  OWED("owed");

  private final String wireName;

  Account(String wireName) {
    this.wireName = wireName;
  }

  public static Account named(String wireName) {
    return Wire.named(values(), Account::wireName, wireName);
  }

  public String wireName() {
    return wireName;
  }

  /** Whether it stands for points that were spent and then taken back. */
  boolean isDebt() {
    return this == NEGATIVE || this == OWED;
  }
}
