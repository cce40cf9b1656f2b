package habitue.engine.attract;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of the person's own events on a site or in an app.
 *
 * @param lastAt its latest event
 * @param pages pages and screens among its events
 * @param channel of the source that saw it begin, and its store
 * @param device family of the device, if the client says
 */
public record Visit(
    Instant startedAt,
    Instant lastAt,
    int events,
    int pages,
    Touch touch,
    String channel,
    String store,
    @Nullable String device) {
  /** A visit ends after so long without an event, as web analytics commonly counts. */
  public static final Duration TIMEOUT = Duration.ofMinutes(30);

  public Duration duration() {
    return Duration.between(startedAt, lastAt);
  }

  /** Whether an event of that instant lies in it, or follows it before it times out. */
  boolean covers(Instant at) {
    return !at.isBefore(startedAt) && at.isBefore(lastAt.plus(TIMEOUT));
  }

  /** Whether an event of that instant comes so shortly before it that it is its beginning. */
  boolean followsOn(Instant at) {
    return at.isBefore(startedAt) && startedAt.isBefore(at.plus(TIMEOUT));
  }

  Visit with(Instant at, boolean page) {
    return new Visit(
        at.isBefore(startedAt) ? at : startedAt,
        at.isAfter(lastAt) ? at : lastAt,
        events + 1,
        page ? pages + 1 : pages,
        touch,
        channel,
        store,
        device);
  }
}
