package habitue.engine.sell.orders;

import java.time.Instant;

/**
 * Which messages an order stands on. A trusted source's outranks a browser's; an update outranks
 * what it updates, and the later update, by its own time, the earlier one. Shops that say when they
 * last changed the document ({@code updated_at}) are taken at their word, whichever of its versions
 * comes first and whatever the message is called.
 *
 * @param completed whether an Order Completed was heard; else an update placed it
 * @param placedTrusted whether the message that placed it was trusted
 * @param trusted whether its content is a trusted source's
 * @param updated whether its content is an update's
 * @param dated whether {@code at} is the shop's own time of the document
 * @param at that time, else the own time of the message that its content is from
 * @param position of the message that its content is from
 * @param source number of the source that its content is from
 */
public record Version(
    boolean completed,
    boolean placedTrusted,
    boolean trusted,
    boolean updated,
    boolean dated,
    Instant at,
    long position,
    int source) {

  /** Whether an Order Completed of that trust tells nothing new. */
  boolean repeatedBy(boolean trust) {
    return completed && (placedTrusted || !trust);
  }

  /** Whether an Order Completed of the same trust brings a later document nonetheless. */
  boolean olderThan(Version fresh) {
    return dated && fresh.dated && trusted == fresh.trusted && at.isBefore(fresh.at);
  }

  /** Whether what a dated message says of the order was overtaken by a later document. */
  boolean supersedes(Version stale) {
    return stale.olderThan(this);
  }

  /** Whether the content stays although this Order Completed comes. */
  boolean holdsAgainst(Version fresh) {
    return updated && (trusted || !fresh.trusted) && !olderThan(fresh);
  }

  /** Whether this update is too weakly said or too old to change the content. */
  boolean outranks(Version fresh) {
    if (trusted != fresh.trusted) {
      return trusted;
    }
    int byTime = at.compareTo(fresh.at);
    if (!updated) {
      return dated && fresh.dated && byTime > 0;
    }
    return byTime != 0 ? byTime > 0 : position > fresh.position;
  }

  Version placing(boolean trust) {
    return new Version(completed, trust, trusted, updated, dated, at, position, source);
  }

  Version placedBy(boolean trust) {
    return new Version(true, trust, trusted, updated, dated, at, position, source);
  }
}
