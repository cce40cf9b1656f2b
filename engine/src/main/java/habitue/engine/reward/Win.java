package habitue.engine.reward;

import java.time.Instant;

/**
 * A challenge that someone met.
 *
 * @param at when it was, last
 * @param award the points it earned; empty for none
 * @param about the order that met it; empty for none
 * @param lost whether that came back: it is not met again before it was out of reach
 */
public record Win(Instant at, String award, String about, boolean lost) {
  Win undone() {
    return new Win(at, award, about, true);
  }
}
