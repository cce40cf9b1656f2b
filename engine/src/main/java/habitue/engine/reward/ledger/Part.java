package habitue.engine.reward.ledger;

/**
 * What one line of an order earned of an award.
 *
 * @param line the line, as the award's cause names it
 * @param worth what the line was worth then, in minor units of the order's currency; 0 for nothing
 * @param points as awarded then
 * @param taken how many of them were called back
 */
public record Part(String line, long worth, long points, long taken) {
  public Part {
    if (worth < 0 || points < 0 || taken < 0 || taken > points) {
      throw new BrokenLedger("a part of " + points + " points, " + taken + " taken back");
    }
  }

  /** What is left of it. */
  public long left() {
    return points - taken;
  }

  Part take(long more) {
    return new Part(line, worth, points, taken + more);
  }
}
