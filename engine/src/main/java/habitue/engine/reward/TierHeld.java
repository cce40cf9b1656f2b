package habitue.engine.reward;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tier someone is in, until it is decided anew.
 *
 * @param name of the tier
 * @param since when it was reached
 * @param until when it is decided anew; null for never: nobody falls below the lowest
 */
public record TierHeld(String name, Instant since, @Nullable Instant until) {}
