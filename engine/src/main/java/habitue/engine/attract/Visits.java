package habitue.engine.attract;

import java.util.List;

/**
 * The visits that ended.
 *
 * @param kept the latest {@link #KEPT}, by when they started
 * @param dropped how many older ones fell out
 */
public record Visits(List<Visit> kept, long dropped) {
  /** The most ended visits kept. */
  public static final int KEPT = 32;

  public static final Visits EMPTY = new Visits(List.of(), 0);

  public Visits {
    kept = List.copyOf(kept);
  }
}
