package habitue.server.loyalty.vouchers;

import java.time.Instant;

/**
 * Codes that are none, as someone tried them.
 *
 * @param who asked on their behalf: a key
 * @param visitor a mark of who tried them, which is the same for the same visitor and tells nothing
 *     of them; empty where the shop does not say
 * @param last when it was tried last
 */
public record Guessed(String who, String visitor, long times, Instant last) {

  Guessed and(Guessed earlier) {
    return new Guessed(who, visitor, times + earlier.times, last);
  }
}
