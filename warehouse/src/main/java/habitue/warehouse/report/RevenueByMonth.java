package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Revenue by month of the order, split by who brings it: regulars (a known customer's second order
 * or later), first orders, and guests. Near the beginning of the history first orders are
 * overstated: what was ordered before it cannot be known.
 */
public final class RevenueByMonth {
  private final Readers readers;

  public RevenueByMonth(Readers readers) {
    this.readers = readers;
  }

  /** How much of a month the figures cover. */
  public enum Part {
    WHOLE,
    /** The history starts within it. */
    FROM_THE_START_OF_HISTORY,
    /** It is not over. */
    SO_FAR
  }

  public record Month(
      YearMonth month,
      Part part,
      BigDecimal regulars,
      BigDecimal first,
      BigDecimal guests,
      long orders) {}

  /**
   * @param historyStarts the day of the first order of all; null without one
   */
  public record Revenue(
      List<Month> months, @Nullable LocalDate historyStarts, Definition definition) {
    public Revenue {
      months = List.copyOf(months);
    }
  }

  private record Sums(BigDecimal regulars, BigDecimal first, BigDecimal guests, long orders) {
    static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);
  }

  /** The last so many months, the one that asOf falls in included, none before the first order. */
  public Revenue revenue(Scope scope, Basis basis, int most) {
    String amount = basis == Basis.GROSS ? "home_gross" : "home_net";
    return readers.read(sql -> {
      LocalDate starts =
          sql.list("select min(day) from orders", row -> String.valueOf(row.dayOrNull(1))).stream()
              .filter(day -> !day.equals("null"))
              .map(LocalDate::parse)
              .findFirst()
              .orElse(null);
      var months = new HashMap<YearMonth, Sums>();
      sql.list(
          question(amount),
          row ->
              months.put(
                  YearMonth.parse(row.text(1)),
                  new Sums(row.amount(2), row.amount(3), row.amount(4), row.number(5))),
          Orders.values(scope));
      return revenue(scope, basis, most, starts, months);
    });
  }

  private static String question(String amount) {
    return Orders.NUMBERED
        + """
        select strftime(day, '%%Y-%%m') as month,
          coalesce(sum(%1$s) filter (where known and ordinal > 1), 0),
          coalesce(sum(%1$s) filter (where known and ordinal = 1), 0),
          coalesce(sum(%1$s) filter (where not known), 0),
          count(*)
        from numbered where in_store group by month\
        """
            .formatted(amount);
  }

  private static Revenue revenue(
      Scope scope, Basis basis, int most, @Nullable LocalDate starts, Map<YearMonth, Sums> sums) {
    var months = new ArrayList<Month>();
    YearMonth last = YearMonth.from(scope.today());
    YearMonth first = last.minusMonths(most - 1L);
    if (starts != null && YearMonth.from(starts).isAfter(first)) {
      first = YearMonth.from(starts);
    }
    for (YearMonth month = first;
        starts != null && !month.isAfter(last);
        month = month.plusMonths(1)) {
      Sums of = sums.getOrDefault(month, Sums.NONE);
      Part part = part(month, last, starts);
      months.add(new Month(month, part, of.regulars(), of.first(), of.guests(), of.orders()));
    }
    var from = first.atDay(1).atStartOfDay(scope.zone()).toInstant();
    return new Revenue(months, starts, scope.definition("revenue-by-month", basis, from));
  }

  private static Part part(YearMonth month, YearMonth last, LocalDate starts) {
    if (month.equals(last)) {
      return Part.SO_FAR;
    }
    return starts.isAfter(month.atDay(1)) ? Part.FROM_THE_START_OF_HISTORY : Part.WHOLE;
  }
}
