package habitue.engine.reward;

/** What is done about points that are taken back after they were spent. */
public enum Shortfall {
  /** Only what is left is taken. */
  FORGIVE,
  /** The balance goes below zero, and points earned later make it good. */
  NEGATIVE,
  /** They are owed: for the brand to claim. */
  OWE
}
