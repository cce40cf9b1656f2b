package habitue.playbook.rule;

/**
 * Exact sums, which stop at the ends of the range of a long: nothing that a client or a rule says
 * breaks them. What is divided by nothing is not there.
 */
final class Arithmetic {
  private Arithmetic() {}

  static long nothing(Look look) {
    look.absent = true;
    return 0;
  }

  static long minus(long one, long other) {
    long rest = one - other;
    boolean left = ((one ^ other) & (one ^ rest)) < 0;
    return left ? end(one) : rest;
  }

  static long times(long one, long other) {
    long high = Math.multiplyHigh(one, other);
    long low = one * other;
    return high == low >> 63 ? low : end(one ^ other);
  }

  static long divided(long one, long other, Look look) {
    return other == 0 ? nothing(look) : other == -1 ? minus(0, one) : one / other;
  }

  /** A sum. */
  static long bounded(long one, long other) {
    long sum = one + other;
    boolean left = ((one ^ sum) & (other ^ sum)) < 0;
    return left ? end(one) : sum;
  }

  private static long end(long sign) {
    return sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
