package habitue.simulation;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Runs a check for seed after seed: {@code rounds} of them, times {@code -Dsimulation.rounds}; or
 * the one of {@code -Dseed}. A failure names the seed that replays it.
 */
public final class Seeds {
  private Seeds() {}

  public static void each(int rounds, LongConsumer check) {
    Long only = Long.getLong("seed");
    if (only != null) {
      check.accept(only);
      return;
    }
    long count = Math.max(1, Math.round(rounds * Double.parseDouble(System.getProperty("simulation.rounds", "1"))));
    var seeds = new SplittableRandom(Long.getLong("simulation.from", 1));
    for (long i = 0; i < count; i++) {
      long seed = seeds.nextLong() >>> 16;
      try {
        check.accept(seed);
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError(
            "seed %d, round %d of %d; replay with -Dseed=%d%n%s"
                .formatted(seed, i + 1, count, seed, failure.getMessage()),
            failure);
      }
    }
  }
}
