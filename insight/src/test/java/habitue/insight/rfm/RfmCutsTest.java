package habitue.insight.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RfmCutsTest {

  @Test
  void values_that_differ_are_cut_into_parts_of_as_many() {
    long[] values = LongStream.rangeClosed(1, 100).toArray();

    Cuts cuts = Cuts.of(values, 5);

    assertThat(cuts.highest()).isEqualTo(List.of(20L, 40L, 60L, 80L));
    assertThat(LongStream.of(1, 20, 21, 80, 81, 1_000).mapToInt(cuts::score))
        .containsExactly(1, 1, 2, 4, 5, 5);
  }

  @Test
  void equal_values_are_never_told_apart() {
    long[] orders = {1, 1, 1, 1, 1, 1, 1, 2, 3, 9};

    Cuts cuts = Cuts.of(orders, 5);

    assertThat(LongStream.of(1, 2, 3, 9).mapToInt(cuts::score)).containsExactly(1, 4, 5, 5);
  }

  @Test
  void order_does_not_matter_and_parts_never_decrease() {
    var chance = new SplittableRandom(7);
    for (int round = 0; round < 500; round++) {
      int size = 1 + chance.nextInt(60);
      long[] values = chance.longs(size, -20, 20).toArray();
      Cuts cuts = Cuts.of(values, 5);
      assertThat(cuts).isEqualTo(Cuts.of(LongStream.of(values).sorted().toArray(), 5));
      for (int part = 1; part < 5; part++) {
        long cut = cuts.highest().get(part - 1);
        int wanted = part;
        assertThat(LongStream.of(values).filter(value -> value <= cut).count() * 5)
            .isGreaterThanOrEqualTo((long) wanted * size);
        assertThat(LongStream.of(values).filter(value -> value < cut).count() * 5)
            .isLessThan((long) wanted * size);
      }
    }
  }

  @Test
  void nobody_is_cut_nowhere_and_anyone_new_is_in_the_lowest_part() {
    assertThat(Cuts.of(new long[0], 5).score(7)).isEqualTo(1);
  }

  @Test
  void the_most_recent_score_highest() {
    long[] days = IntStream.rangeClosed(1, 10).asLongStream().toArray();
    var cuts = new RfmCuts(Cuts.of(days, 5), Cuts.of(days, 5), Cuts.of(days, 5));

    assertThat(cuts.score(1, 10, 10)).isEqualTo(new Rfm(5, 5, 5));
    assertThat(cuts.score(10, 1, 5)).isEqualTo(new Rfm(1, 1, 3));
  }
}
