package habitue.server.console.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of someone's timeline, newest first.
 *
 * @param older the cursor of the page before in time, opaque; null on the last
 */
public record Timeline(List<Moment> moments, @Nullable String older) {
  public Timeline {
    moments = List.copyOf(moments);
  }

  public enum Filter {
    EVERYTHING,
    EVENTS,
    FACTS
  }
}
