package habitue.engine.reward;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a lot was granted on.
 *
 * @param programme the programme's name
 * @param version of the playbook that granted it
 * @param rule of the programme
 * @param earnedAt when what it was granted for happened
 * @param activeAt from when it may be spent; null until something says so
 * @param expiresAt from when it may not any more; null for never
 */
public record Terms(
    String programme,
    long version,
    String rule,
    Instant earnedAt,
    @Nullable Instant activeAt,
    @Nullable Instant expiresAt) {

  boolean activeBy(Instant now) {
    return activeAt != null && !activeAt.isAfter(now);
  }

  boolean expiredBy(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }
}
