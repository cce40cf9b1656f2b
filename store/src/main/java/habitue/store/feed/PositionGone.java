package habitue.store.feed;

/** A reader asks for what is kept no more, or never was: it has to begin anew. */
public final class PositionGone extends RuntimeException {
  public PositionGone() {
    super("position_gone", null, false, false);
  }
}
