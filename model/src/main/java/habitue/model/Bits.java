package habitue.model;

/** What is done to the bits of numbers that stand for something. */
public final class Bits {
  private Bits() {}

  /** SplitMix64's finaliser (Steele, Lea and Flood, 2014): each bit depends on all. */
  public static long mixed(long number) {
    long bits = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }
}
