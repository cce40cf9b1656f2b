package habitue.warehouse.report;

/** What a figure counts. */
public enum Basis {
  /** How many. */
  COUNT,
  /** Goods ordered, before refunds and cancellations. */
  GROSS,
  /** What is left after refunds and cancellations. */
  NET,
  /** A part of a whole, between 0 and 1. */
  SHARE
}
