package habitue.store.products;

/**
 * What came of products that were put.
 *
 * @param fresh never listed before
 * @param changed known, and now another
 * @param unchanged as they were, but perhaps for their stock
 * @param restating whether an instant that is over was changed, so that everyone has to be folded
 *     anew
 */
public record Taken(int fresh, int changed, int unchanged, boolean restating) {
  public static final Taken NOTHING = new Taken(0, 0, 0, false);

  public Taken plus(Taken other) {
    return new Taken(
        fresh + other.fresh,
        changed + other.changed,
        unchanged + other.unchanged,
        restating || other.restating);
  }
}
