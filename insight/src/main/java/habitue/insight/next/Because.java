package habitue.insight.next;

/** Why something is likely, in numbers that can be counted again. */
public sealed interface Because {
  /**
   * They ordered it themselves.
   *
   * @param orders how many orders they placed; those of one day are one
   * @param everyDays mean days from one time to the next; 0 before the second
   */
  record Repeated(int times, int orders, int everyDays) implements Because {}

  /**
   * It is ordered next by others.
   *
   * @param of how many orders followed one with {@code after}
   * @param times in how many of them it was
   */
  record Followed(int after, int times, int of) implements Because {}

  /**
   * It is bought by the same people.
   *
   * @param of how many customers bought {@code with}
   * @param times how many of them bought it too
   */
  record Together(int with, int times, int of) implements Because {}

  /** It is often ordered: in so many of so many orders. */
  record Popular(int times, int of) implements Because {}
}
