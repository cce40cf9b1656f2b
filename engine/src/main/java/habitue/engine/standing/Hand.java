package habitue.engine.standing;

import habitue.playbook.rule.Look;

/**
 * A tag that someone set by hand.
 *
 * @param at when they set it, in milliseconds since 1970
 * @param until when it ends by itself; {@link Look#NEVER} for never
 * @param by who set it: a colleague's or a key's name
 * @param reason as they said it; empty where they did not
 */
public record Hand(long at, long until, String by, String reason) {

  /** Whether setting it once more changes nothing. */
  boolean says(Hand other) {
    return until == other.until && reason.equals(other.reason);
  }
}
