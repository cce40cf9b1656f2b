package habitue.engine.sell;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Shares a whole number out in proportion to weights, by largest remainder (Hamilton): the parts
 * sum to the whole, none is off by more than one. Equal remainders go to the earlier part. Weights
 * below zero count as zero; without any weight all weigh the same.
 */
public final class Apportionment {
  private Apportionment() {}

  /** The parts of a whole of 0 or more; of one below, the parts' opposites. */
  public static long[] share(long whole, long[] weights) {
    if (weights.length == 0) {
      return new long[0];
    }
    if (whole < 0) {
      return Arrays.stream(share(-whole, weights)).map(part -> -part).toArray();
    }
    return shareOut(BigInteger.valueOf(whole), cleaned(weights));
  }

  private static BigInteger[] cleaned(long[] weights) {
    boolean any = Arrays.stream(weights).anyMatch(weight -> weight > 0);
    return Arrays.stream(weights)
        .mapToObj(weight -> any ? BigInteger.valueOf(Math.max(0, weight)) : BigInteger.ONE)
        .toArray(BigInteger[]::new);
  }

  private static long[] shareOut(BigInteger whole, BigInteger[] weights) {
    BigInteger sum = Arrays.stream(weights).reduce(BigInteger.ZERO, BigInteger::add);
    var parts = new long[weights.length];
    var remainders = new BigInteger[weights.length];
    long rest = whole.longValueExact();
    for (int i = 0; i < weights.length; i++) {
      BigInteger[] divided = whole.multiply(weights[i]).divideAndRemainder(sum);
      parts[i] = divided[0].longValueExact();
      remainders[i] = divided[1];
      rest -= parts[i];
    }
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
        .limit(rest)
        .forEach(i -> parts[i]++);
    return parts;
  }
}
