package habitue.server.console.view;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far each reader is behind the door.
 *
 * @param accepted events taken in and durable
 * @param processed events folded into people
 * @param listed events in the tables that lists and figures are read from
 * @param behind how old the oldest event not yet listed is; zero when none is
 * @param refolding people still to be folded again
 * @param halted people whose inputs are parked
 * @param diskFree bytes left where the data lie; null if unknown
 */
public record Health(
    long accepted,
    long processed,
    long listed,
    Duration behind,
    long refolding,
    long halted,
    long unrated,
    @Nullable Long diskFree) {}
