package habitue.warehouse.next;

/** Why something is likely, in numbers that can be counted again. */
public sealed interface Reason {
  /**
   * They ordered it themselves.
   *
   * @param orders how many orders they placed; those of one day are one
   * @param everyDays mean days from one time to the next; 0 before the second
   */
  record Repeated(int times, int orders, int everyDays) implements Reason {}

  /** So many of so many orders that came after one with a category had it. */
  record Followed(String after, int times, int of) implements Reason {}

  /** So many of so many customers who bought a product bought it too. */
  record Together(String with, int times, int of) implements Reason {}

  /** It was in so many of so many orders. */
  record Popular(int times, int of) implements Reason {}
}
