package habitue.model;

/**
 * The 256 slots every key begins with, fixed for ever. A worker owns a range of them; a new number
 * of cores is only a new assignment.
 */
public final class Slots {
  public static final int COUNT = 256;

  private Slots() {}

  /** The top byte of the number after SplitMix64's finaliser (Steele, Lea and Flood, 2014). */
  public static int of(long number) {
    long z = number;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z = z ^ (z >>> 31);
    return (int) (z >>> 56);
  }
}
