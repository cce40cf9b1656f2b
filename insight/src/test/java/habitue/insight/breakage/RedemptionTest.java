package habitue.insight.breakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is expected to be spent, in examples that can be followed with a pencil. */
class RedemptionTest {
  private static final double EXACTLY = 1e-12;

  /** So many granted, and so many months over; what became of them by month. */
  private static Earned earned(int granted, int whole, Fate... fates) {
    return new Earned(granted, whole, List.of(fates));
  }

  /** In the month after they were earned a fifth is spent; in the twelfth the rest expires. */
  private static Earned usual(int whole) {
    var fates = new ArrayList<>(Collections.nCopies(12, Fate.NONE));
    fates.set(1, new Fate(20, 0, 0));
    fates.set(11, new Fate(0, 60, 20));
    return new Earned(100, whole, fates.subList(0, Math.min(12, whole)));
  }

  @Test
  void it_goes_as_it_went_before() {
    List<Earned> past = List.of(usual(12), usual(13), usual(14), usual(3));
    Redemption redemption = Redemption.of(past).orElseThrow();
    assertThat(redemption.ages()).hasSize(12);
    assertThat(redemption.ages().getFirst()).isEqualTo(new Redemption.Age(400, Fate.NONE));
    assertThat(redemption.ages().get(1)).isEqualTo(new Redemption.Age(400, new Fate(80, 0, 0)));
    assertThat(redemption.ages().get(11)).isEqualTo(new Redemption.Age(240, new Fate(0, 180, 60)));
    assertThat(redemption.rate(0)).isCloseTo(0.2, within(EXACTLY));
    assertThat(redemption.rate(1)).isCloseTo(0.2, within(EXACTLY));
    assertThat(redemption.rate(2)).as("the fifth is gone").isZero();
  }

  @Test
  void what_is_left_beyond_what_is_known_is_taken_as_spent() {
    Earned half = earned(10, 12, new Fate(1, 5, 0));
    Redemption redemption = Redemption.of(List.of(half, half, half)).orElseThrow();
    assertThat(redemption.rate(0)).isCloseTo(0.5, within(EXACTLY));
    assertThat(redemption.rate(1)).isEqualTo(1);
    assertThat(redemption.rate(40)).isEqualTo(1);
  }

  @Test
  void too_little_history_estimates_nothing() {
    assertThat(Redemption.of(List.of())).isEmpty();
    assertThat(Redemption.of(List.of(usual(12), usual(13)))).as("two months of three").isEmpty();
    assertThat(Redemption.of(List.of(usual(11), usual(12), usual(13)))).isEmpty();
    Earned unspent = earned(10, 12, new Fate(0, 10, 0));
    assertThat(Redemption.of(List.of(unspent, unspent, unspent))).as("none spent").isEmpty();
  }

  @Test
  void a_month_underway_tells_nothing_of_its_age() {
    Earned sudden = earned(100, 0, new Fate(100, 0, 0));
    Redemption redemption =
        Redemption.of(List.of(usual(12), usual(13), usual(14), sudden)).orElseThrow();
    assertThat(redemption.ages().getFirst().outstanding()).isEqualTo(300);
    assertThat(redemption.rate(0)).isCloseTo(0.2, within(EXACTLY));
  }

  @Test
  void more_given_back_than_spent_or_taken_than_there_was_stays_within_reason() {
    Earned odd = earned(10, 12, new Fate(4, 0, 0), new Fate(-3, 0, 0), new Fate(0, 0, 30));
    Redemption redemption = Redemption.of(List.of(odd, odd, odd)).orElseThrow();
    assertThat(redemption.rate(0)).isCloseTo(0.4, within(EXACTLY));
    assertThat(redemption.rate(1)).isZero();
    assertThat(redemption.rate(3)).as("nothing was left to learn from").isEqualTo(1);
    assertThat(odd.outstanding()).isEqualTo(-21);
  }
}
