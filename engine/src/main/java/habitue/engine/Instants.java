package habitue.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which of two instants comes first, where either may never come. */
public final class Instants {
  private Instants() {}

  public static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }

  public static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isAfter(one) ? other : one;
  }
}
