package habitue.insight.rfm;

/**
 * The cuts of a base by recency, frequency and monetary value, in fifths. A customer is compared
 * with all who ever ordered.
 *
 * @param recency of the days since the last order
 * @param frequency of the number of orders
 * @param monetary of what was spent, in minor units
 */
public record RfmCuts(Cuts recency, Cuts frequency, Cuts monetary) {
  public static final int PARTS = 5;

  /** The score of somebody: 5 is the best in each, the most recent too. */
  public Rfm score(long daysSinceLast, long orders, long spent) {
    return new Rfm(
        1 + PARTS - recency.score(daysSinceLast), frequency.score(orders), monetary.score(spent));
  }
}
