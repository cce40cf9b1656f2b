package habitue.model;

/**
 * Where events come from, as the brand declared it.
 *
 * @param number a short number that records carry; never reused
 * @param store the shop it speaks for, such as {@code uk}; order ids count within it
 * @param channel {@code web}, {@code app}, {@code shop}, {@code till}, {@code service}…
 */
public record Source(int number, String name, Trust trust, String store, String channel) {}
