package habitue.engine.sell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
  @Test
  void the_largest_remainders_get_what_is_left() {
    assertThat(Apportionment.share(10, new long[] {1, 1, 1})).containsExactly(4, 3, 3);
    assertThat(Apportionment.share(10, new long[] {3, 4, 4})).containsExactly(3, 4, 3);
  }

  @Test
  void a_negative_whole_is_shared_as_its_opposite() {
    assertThat(Apportionment.share(-10, new long[] {1, 1, 1})).containsExactly(-4, -3, -3);
  }

  @Test
  void without_weights_all_weigh_the_same() {
    assertThat(Apportionment.share(5, new long[] {0, -3})).containsExactly(3, 2);
    assertThat(Apportionment.share(5, new long[0])).isEmpty();
  }

  @Test
  void parts_always_sum_to_the_whole_and_are_within_one_of_their_due() {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      long whole = random.nextLong(1_000_000_000_000L);
      long[] weights = random.longs(1 + random.nextInt(9), 0, 1_000_000).toArray();
      long[] parts = Apportionment.share(whole, weights);
      double sum = Math.max(1, Arrays.stream(weights).sum());
      assertThat(Arrays.stream(parts).sum()).as("seed %s", seed).isEqualTo(whole);
      for (int i = 0; i < parts.length; i++) {
        assertThat(Math.abs(parts[i] - whole * (weights[i] / sum))).isLessThan(1.001);
      }
    }
  }
}
