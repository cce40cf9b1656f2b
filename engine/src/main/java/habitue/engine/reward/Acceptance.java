package habitue.engine.reward;

import java.time.Instant;

/**
 * What someone accepted as they joined, or since.
 *
 * @param conditions the version of the conditions they accepted; empty where none was told
 * @param store where they did
 * @param channel by which they did: {@code web}, {@code till}…
 */
public record Acceptance(Instant at, String conditions, String store, String channel) {}
