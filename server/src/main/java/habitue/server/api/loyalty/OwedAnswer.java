package habitue.server.api.loyalty;

import static java.util.Locale.ROOT;

import habitue.insight.breakage.Redemption;
import habitue.model.Money;
import habitue.server.api.Amounts;
import habitue.server.loyalty.Owed;
import habitue.server.loyalty.Worth;
import habitue.warehouse.proof.Cohort;
import habitue.warehouse.proof.Liability;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a programme owes, as the API says it. */
final class OwedAnswer {
  private static final int DIGITS = 4;

  private OwedAnswer() {}

  /**
   * @param estimated whether there is enough history; otherwise all is expected to be spent
   * @param rate the part of what is outstanding that is expected to be spent
   * @param pointWorthFrom {@code programme}, {@code rewards} or {@code nothing}
   * @param money what the expected points are worth; null with {@code why}
   * @param ages what the rate is made of
   */
  record Liable(
      long outstanding,
      boolean estimated,
      BigDecimal rate,
      long expected,
      @Nullable String pointWorth,
      String pointWorthFrom,
      @Nullable String money,
      @Nullable String wholeMoney,
      @Nullable String why,
      List<Age> ages) {

    static Liable of(Owed owed) {
      Liability liability = owed.liability();
      BigDecimal point = owed.worth().point();
      return new Liable(
          liability.outstanding(),
          liability.estimated(),
          liability.rate(),
          liability.expected(),
          point == null ? null : point.toPlainString(),
          owed.worth().from().name().toLowerCase(ROOT),
          text(owed.money()),
          text(owed.whole()),
          owed.worth().from() == Worth.From.NOTHING
              ? "nothing says what a point is worth: write point worth in loyalty.yaml, or what"
                  + " rewards are worth"
              : null,
          IntStream.range(0, liability.ages().size())
              .mapToObj(age -> Age.of(age, liability.ages().get(age)))
              .toList());
    }
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : Amounts.text(money);
  }

  /**
   * What became of points in one month of their age.
   *
   * @param age 0 for the month in which they were earned
   * @param outstanding when it began, of all that have been through it
   */
  record Age(int age, long outstanding, long spent, long expired, long reversed) {
    static Age of(int age, Redemption.Age of) {
      return new Age(
          age, of.outstanding(), of.fate().spent(), of.fate().expired(), of.fate().reversed());
    }
  }

  /** Parts of what was granted. */
  record Shares(
      BigDecimal reversed, BigDecimal expired, BigDecimal spent, BigDecimal outstanding) {}

  /**
   * What became of points by the month they were earned in.
   *
   * @param month such as 2026-03; null for points of more lots than a fact names
   * @param shares null without a month
   * @param rate the part of what is outstanding of them that is expected to be spent
   */
  record ByMonth(
      @Nullable String month,
      long granted,
      long reversed,
      long expired,
      long spent,
      long outstanding,
      @Nullable Shares shares,
      BigDecimal rate) {

    static List<ByMonth> of(Liability liability) {
      return liability.cohorts().stream().map(each -> of(liability, each)).toList();
    }

    private static ByMonth of(Liability liability, Cohort cohort) {
      return new ByMonth(
          cohort.month() == null ? null : cohort.month().toString(),
          cohort.granted(),
          cohort.fate().reversed(),
          cohort.fate().expired(),
          cohort.fate().spent(),
          cohort.outstanding(),
          cohort.granted() == 0 ? null : shares(cohort),
          liability.rate(cohort));
    }

    private static Shares shares(Cohort cohort) {
      return new Shares(
          share(cohort.fate().reversed(), cohort),
          share(cohort.fate().expired(), cohort),
          share(cohort.fate().spent(), cohort),
          share(cohort.outstanding(), cohort));
    }

    private static BigDecimal share(long points, Cohort of) {
      return BigDecimal.valueOf(points)
          .divide(BigDecimal.valueOf(of.granted()), DIGITS, RoundingMode.HALF_UP);
    }
  }
}
