package habitue.insight.breakage;

/**
 * What became of points: within a month of their age, or ever.
 *
 * @param spent less what came back of redemptions that were undone
 * @param reversed taken back, because what they were granted for was
 */
public record Fate(long spent, long expired, long reversed) {
  public static final Fate NONE = new Fate(0, 0, 0);

  public Fate plus(Fate more) {
    return new Fate(spent + more.spent, expired + more.expired, reversed + more.reversed);
  }

  public long sum() {
    return spent + expired + reversed;
  }
}
