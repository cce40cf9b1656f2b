package habitue.engine.reward;

/**
 * What one line of an order earned of an award.
 *
 * @param line the line, as the award's cause names it
 * @param points as awarded then
 * @param taken how many of them were called back
 */
public record Part(String line, long points, long taken) {
  public Part {
    if (points < 0 || taken < 0 || taken > points) {
      throw new BrokenLedger("a part of " + points + " points, " + taken + " taken back");
    }
  }

  Part take(long more) {
    return new Part(line, points, taken + more);
  }
}
