package habitue.model;

/**
 * The 256 slots every key begins with, fixed for ever. A worker owns a range of them; a new number
 * of cores is only a new assignment.
 */
public final class Slots {
  public static final int COUNT = 256;

  private Slots() {}

  /** The top byte of the number, mixed. */
  public static int of(long number) {
    return (int) (Bits.mixed(number) >>> 56);
  }
}
