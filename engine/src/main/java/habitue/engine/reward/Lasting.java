package habitue.engine.reward;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long points live by what someone did.
 *
 * @param activity when they did it
 * @param until when the points expire
 * @param warn when it is told that they will; null for not
 */
public record Lasting(Instant activity, Instant until, @Nullable Instant warn) {}
