package habitue.warehouse.report;

import habitue.insight.forecast.BgNbd;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.RfmCuts;
import habitue.playbook.plan.Plan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Customers of a kind, as a condition on the table {@code customers}.
 *
 * @param sql with a question mark for each value
 */
public record Among(String sql, List<Object> values) {
  public static final Among EVERYONE = new Among("true", List.of());
  public static final Among NOBODY = new Among("false", List.of());

  /** The words of {@code reach_…} that are a yes. */
  static final String YES = "('consent', 'confirmed-consent', 'similar-products')";

  private static final String HELD =
      "customer_id in (select m.customer_id from memberships m where m.kind = '%s' and m.name = ?)";

  /** SQL of who is under contract. */
  static final String UNDER_CONTRACT =
      "select m.customer_id from memberships m where m.kind = 'flag' and m.name = '%s'"
          .formatted(Plan.UNDER_CONTRACT);

  /** Marketing may reach them by one channel at least. */
  public static final Among REACHABLE =
      new Among(
          "(reach_email in %1$s or reach_sms in %1$s or reach_push in %1$s or reach_phone in %1$s"
                  .formatted(YES)
              + " or reach_post in %s)".formatted(YES),
          List.of());

  /**
   * Nobody who bought, of whom a name or an address is known, by whom a call or e-mail is taken.
   */
  public static final Among LEADS =
      new Among(
          "order_days = 0 and score_mark is not null and ((phone is not null and reach_phone in"
              + " %1$s) or (email is not null and reach_email in %1$s))".formatted(YES),
          List.of());

  /** Days of silence that are no sign yet, and those after which someone is gone. */
  private static final int SILENT = 30;

  private static final int GONE = 365;

  /** So many usual intervals of silence say that someone is going. */
  private static final int TIMES = 3;

  public Among {
    values = List.copyOf(values);
  }

  public static Among stage(String name) {
    return new Among("stage = ?", List.of(name));
  }

  public static Among segment(String name) {
    return new Among(HELD.formatted("segment"), List.of(name));
  }

  public static Among flag(String name) {
    return new Among(HELD.formatted("flag"), List.of(name));
  }

  public static Among tag(String name) {
    return new Among(HELD.formatted("tag"), List.of(name));
  }

  /** Who takes part in a programme and is in a tier of it. */
  public static Among tier(String programme, String name) {
    return new Among(
        "customer_id in (select m.customer_id from members m where m.programme = ? and m.tier = ?)",
        List.of(programme, name));
  }

  /** Whom the cuts are made of, and so whom the map shows. */
  static final String IN_CELLS = "known and last_order_day is not null";

  /** Who is in a cell of recency and frequency by the cuts in force, on a day. */
  public static Among cell(RfmCuts cuts, LocalDate today, int recency, int frequency) {
    return new Among(
        (IN_CELLS + " and %s = ? and %s = ?").formatted(recency(cuts, today), frequency(cuts)),
        List.of(recency, frequency));
  }

  /**
   * Who began to slip away between two days: silent for thrice the days that usually lie between
   * their orders, or less likely than a mark to be a customer still; and not yet gone.
   *
   * @param buying null where nothing is forecast: then silence alone tells
   */
  public static Among slipping(
      @Nullable BgNbd buying, double mark, LocalDate from, LocalDate until) {
    String question =
        "order_days > 1 and customer_id not in (%s) and %s and not %s"
            .formatted(UNDER_CONTRACT, going(buying, mark, until), going(buying, mark, from));
    return new Among(question, List.of());
  }

  private static String going(@Nullable BgNbd buying, double mark, LocalDate day) {
    String silent = "date_diff('day', last_order_day, date '%s')".formatted(day);
    String unlikely = buying == null ? "false" : alive(buying, day) + " < " + number(mark);
    return "(%1$s > %2$d and %1$s <= %3$d and (%1$s > %4$d * median_interval_days or %5$s))"
        .formatted(silent, SILENT, GONE, TIMES, unlikely);
  }

  /** SQL of the score that the engine gives: 5 for those who ordered last. */
  static String recency(RfmCuts cuts, LocalDate today) {
    String days = "greatest(0, date_diff('day', last_order_day, date '%s'))".formatted(today);
    return "(%d - %s)".formatted(1 + RfmCuts.PARTS, score(days, cuts.recency()));
  }

  static String frequency(RfmCuts cuts) {
    return score("orders", cuts.frequency());
  }

  /** SQL of the score that the engine gives, of a currency with so many digits. */
  static String monetary(RfmCuts cuts, int digits) {
    return score("(net * %d)".formatted((long) Math.pow(10, digits)), cuts.monetary());
  }

  private static String score(String value, Cuts cuts) {
    return "(1"
        + cuts.highest().stream()
            .map(cut -> " + (%s > %d)::int".formatted(value, cut))
            .collect(Collectors.joining())
        + ")";
  }

  /** SQL of {@link BgNbd#alive}, of who ordered on two days at least and on a day or later. */
  static String alive(BgNbd model, LocalDate day) {
    String repeats = "(order_days - 1)";
    String recency = "(date_diff('day', first_order_day, last_order_day) / 7.0)";
    String age =
        "(greatest(date_diff('day', first_order_day, last_order_day),"
            + " date_diff('day', first_order_day, date '%s')) / 7.0)".formatted(day);
    return "(1 / (1 + %s / (%s + %s - 1) * pow((%s + %s) / (%s + %s), %s + %s)))"
        .formatted(
            number(model.a()),
            number(model.b()),
            repeats,
            number(model.alpha()),
            age,
            number(model.alpha()),
            recency,
            number(model.r()),
            repeats);
  }

  private static String number(double value) {
    return new BigDecimal(value).toPlainString() + "::double";
  }

  public Among and(Among other) {
    var all = new ArrayList<Object>(values);
    all.addAll(other.values);
    return new Among("(%s) and (%s)".formatted(sql, other.sql), all);
  }
}
