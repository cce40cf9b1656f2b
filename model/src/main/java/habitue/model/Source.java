package habitue.model;

/**
 * Where events come from, as the brand declared it.
 *
 * @param number a short number that records carry; never reused
 * @param store the shop it speaks for, such as {@code uk}; order ids count within it
 * @param channel {@code web}, {@code app}, {@code shop}, {@code till}, {@code service}…
 * @param vouches whether an event that says nothing of consent comes with the shop's word that the
 *     person may be measured and served by it; else it is a no
 */
public record Source(
    int number, String name, Trust trust, String store, String channel, boolean vouches) {

  /** A source that vouches as is usual: servers and files do, browsers do not. */
  public Source(int number, String name, Trust trust, String store, String channel) {
    this(number, name, trust, store, channel, trust.trusted());
  }
}
