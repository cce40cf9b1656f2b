package habitue.engine.sell.orders;

import java.time.Instant;

/**
 * Which messages an order stands on. A trusted source's outranks a browser's; an update outranks
 * what it updates, and the later update, by its own time, the earlier one.
 *
 * @param completed whether an Order Completed was heard; else an update placed it
 * @param placedTrusted whether the message that placed it was trusted
 * @param trusted whether its content is a trusted source's
 * @param updated whether its content is an update's
 * @param at own time of the message that its content is from
 * @param position of the message that its content is from
 * @param source number of the source that its content is from
 */
public record Version(
    boolean completed,
    boolean placedTrusted,
    boolean trusted,
    boolean updated,
    Instant at,
    long position,
    int source) {

  /** Whether an Order Completed of that trust tells nothing new. */
  boolean repeatedBy(boolean trust) {
    return completed && (placedTrusted || !trust);
  }

  /** Whether the content stays although an Order Completed of that trust comes. */
  boolean holdsAgainst(boolean trust) {
    return updated && (trusted || !trust);
  }

  /** Whether an update is too weakly said or too old to change the content. */
  boolean outranks(boolean trust, Instant time, long place) {
    if (trusted != trust) {
      return trusted;
    }
    int byTime = at.compareTo(time);
    return updated && (byTime != 0 ? byTime > 0 : position > place);
  }

  Version placing(boolean trust) {
    return new Version(completed, trust, trusted, updated, at, position, source);
  }

  Version placedBy(boolean trust) {
    return new Version(true, trust, trusted, updated, at, position, source);
  }
}
