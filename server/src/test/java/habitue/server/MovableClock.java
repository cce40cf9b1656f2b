package habitue.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time now, moved as far as a test says. */
public final class MovableClock implements InstantSource {
  private volatile Duration moved = Duration.ZERO;

  public void move(Duration by) {
    moved = moved.plus(by);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(moved);
  }
}
