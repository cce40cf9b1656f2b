package habitue.outreach.webhook;

import habitue.store.feed.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is.
 *
 * @param position up to where everything was delivered or given up
 * @param failingSince since when the batch after it fails; null while all is well
 * @param failures how often in a row
 * @param error why the last try failed; empty while all is well
 * @param delivered when something last arrived; null for never
 */
public record Progress(
    @Nullable Position position,
    @Nullable Instant failingSince,
    int failures,
    String error,
    @Nullable Instant delivered) {
  static Progress at(Position position) {
    return new Progress(position, null, 0, "", null);
  }

  Progress arrived(Position at, Instant now) {
    return new Progress(at, null, 0, "", now);
  }

  /** Nothing there was for this target. */
  Progress passed(Position at) {
    return new Progress(at, failingSince, failures, error, delivered);
  }

  Progress failed(String why, Instant now) {
    Instant since = failingSince == null ? now : failingSince;
    return new Progress(position, since, failures + 1, why, delivered);
  }

  /** Goes on with the next batch; how it went so far is remembered until something arrives. */
  Progress gaveUp(@Nullable Position at) {
    return new Progress(at, null, failures, error, delivered);
  }
}
