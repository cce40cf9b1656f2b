package habitue.outreach.webhook;

import habitue.store.feed.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A batch that was given up. It names the piece of the outgoing stream and holds no copy of it, so
 * that whoever is erased is erased here too; when the stream is cut there, it cannot be sent again.
 *
 * @param from after where it begins; null for the oldest that was kept then
 * @param to its last place
 * @param facts how many it had
 * @param error why the last try failed
 * @param asked whether it is to be sent again
 */
public record DeadLetter(
    int number,
    @Nullable Position from,
    Position to,
    int facts,
    Instant since,
    String error,
    boolean asked) {

  DeadLetter asking() {
    return new DeadLetter(number, from, to, facts, since, error, true);
  }

  DeadLetter failed(String newError) {
    return new DeadLetter(number, from, to, facts, since, newError, false);
  }
}
