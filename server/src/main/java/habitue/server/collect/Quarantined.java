package habitue.server.collect;

import habitue.model.Fields;
import java.time.Instant;

/**
 * A refused event.
 *
 * @param place where it came from: the call and the index in its batch, or a file and its line
 * @param message its shape, without any value of a person
 */
public record Quarantined(Instant at, String source, String place, Fault fault, Fields message) {}
