package habitue.playbook.rule;

/** Exact sums: what leaves the range of a long, or is divided by nothing, is not there. */
final class Arithmetic {
  private Arithmetic() {}

  static long nothing(Look look) {
    look.absent = true;
    return 0;
  }

  static long plus(long one, long other, Look look) {
    long sum = one + other;
    return ((one ^ sum) & (other ^ sum)) < 0 ? nothing(look) : sum;
  }

  static long minus(long one, long other, Look look) {
    long rest = one - other;
    return ((one ^ other) & (one ^ rest)) < 0 ? nothing(look) : rest;
  }

  static long times(long one, long other, Look look) {
    long high = Math.multiplyHigh(one, other);
    long low = one * other;
    return high == low >> 63 ? low : nothing(look);
  }

  static long divided(long one, long other, Look look) {
    return other == 0 || one == Long.MIN_VALUE && other == -1 ? nothing(look) : one / other;
  }

  /** A sum that stops at the ends of the range: nothing a client says may break a fold. */
  static long bounded(long one, long other) {
    long sum = one + other;
    boolean left = ((one ^ sum) & (other ^ sum)) < 0;
    return left ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
