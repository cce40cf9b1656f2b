package habitue.server.desk;

import habitue.model.Money;
import habitue.server.console.view.Figure;
import habitue.server.console.view.Figure.Definition;
import habitue.server.console.view.Figure.Name;
import habitue.server.console.view.Moment;
import habitue.server.console.view.Quantity;
import habitue.server.console.view.Revenue;
import habitue.server.console.view.Scope;
import habitue.server.console.view.Scope.Basis;
import habitue.server.console.view.Today;
import habitue.warehouse.file.Readers;
import habitue.warehouse.report.Happenings;
import habitue.warehouse.report.Queries;
import habitue.warehouse.report.RevenueByMonth;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of today. */
final class Front {
  private static final int NEWEST = 12;
  private static final int LOOKED_AT = 60;
  private static final int ALL_MONTHS = 1_200;

  private final Alarms alarms;
  private final habitue.warehouse.report.Today figures;
  private final RevenueByMonth revenue;
  private final Happenings happenings;
  private final Moments moments;
  private final String currency;
  private final ZoneId zone;

  Front(Alarms alarms, Readers readers, String currency, ZoneId zone) {
    this.alarms = alarms;
    this.figures = new habitue.warehouse.report.Today(readers);
    this.revenue = new RevenueByMonth(readers);
    this.happenings = new Happenings(readers);
    this.moments = new Moments(currency);
    this.currency = currency;
    this.zone = zone;
  }

  /**
   * @param anything whether anything ever came in
   */
  Today today(Scope scope, Instant now, boolean anything) {
    LocalDate start = scope.period().start(LocalDate.ofInstant(now, zone)).orElse(null);
    var asked = new habitue.warehouse.report.Scope(currency, zone, scope.store(), start, now);
    return new Today(
        scope,
        alarms.now(now),
        anything ? figures(scope.basis(), asked) : List.of(),
        revenue(scope, now, start),
        newest(scope.store(), now));
  }

  private List<Figure> figures(Basis basis, habitue.warehouse.report.Scope asked) {
    var all = figures.figures(asked);
    Instant now = asked.asOf();
    var ordered =
        basis == Basis.ORDERED
            ? amount(Name.ORDERED, all.gross(), basis, now)
            : amount(Name.NET, all.net(), basis, now);
    BigDecimal back = value(all.refunded()).add(value(all.cancelled()));
    var refunded =
        new habitue.warehouse.report.Figure(back, all.refunded().definition().as("returned"));
    return List.of(
        count(Name.KNOWN_CUSTOMERS, all.known(), now),
        count(Name.ORDERS, all.orders(), now),
        ordered,
        amount(Name.REFUNDED, refunded, null, now),
        share(all.fromRegulars(), now),
        count(Name.GUEST_ORDERS, all.guestOrders(), now));
  }

  private static Figure count(Name name, habitue.warehouse.report.Figure figure, Instant now) {
    return new Figure(
        name, new Quantity.Count(value(figure).longValue()), definition(figure, null, null, now));
  }

  private Figure amount(
      Name name, habitue.warehouse.report.Figure figure, @Nullable Basis basis, Instant now) {
    Money money = Money.of(value(figure), currency);
    return new Figure(name, new Quantity.Amount(money), definition(figure, currency, basis, now));
  }

  private Figure share(habitue.warehouse.report.Figure figure, Instant now) {
    BigDecimal value = figure.value();
    Quantity share =
        value == null ? new Quantity.Unknown() : new Quantity.Share(value.doubleValue());
    return new Figure(Name.REGULARS_SHARE, share, definition(figure, currency, Basis.NET, now));
  }

  private static BigDecimal value(habitue.warehouse.report.Figure figure) {
    BigDecimal value = figure.value();
    return value == null ? BigDecimal.ZERO : value;
  }

  private static Definition definition(
      habitue.warehouse.report.Figure figure,
      @Nullable String currency,
      @Nullable Basis basis,
      Instant now) {
    var said = figure.definition();
    String query = Queries.of(said);
    return new Definition(said.from(), said.until(), said.store(), currency, basis, now, query);
  }

  private Revenue revenue(Scope scope, Instant now, @Nullable LocalDate start) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    int most =
        start == null
            ? ALL_MONTHS
            : (int) YearMonth.from(start).until(today, ChronoUnit.MONTHS) + 1;
    var basis =
        switch (scope.basis()) {
          case ORDERED -> habitue.warehouse.report.Basis.GROSS;
          case NET -> habitue.warehouse.report.Basis.NET;
        };
    var asked = new habitue.warehouse.report.Scope(currency, zone, scope.store(), now);
    var said = revenue.revenue(asked, basis, most);
    LocalDate history = said.historyStarts();
    List<Revenue.Month> months =
        said.months().stream().map(month -> month(month, history, today)).toList();
    boolean within = history != null && (start == null || !history.isBefore(start));
    return new Revenue(months, within ? history : null);
  }

  private Revenue.Month month(
      RevenueByMonth.Month month, @Nullable LocalDate history, LocalDate today) {
    LocalDate first = month.month().atDay(1);
    LocalDate last = month.month().atEndOfMonth();
    return new Revenue.Month(
        history != null && history.isAfter(first) ? history : first,
        today.isBefore(last) ? today : last,
        Money.of(month.regulars(), currency),
        Money.of(month.first(), currency),
        Money.of(month.guests(), currency));
  }

  private List<Moment> newest(@Nullable String store, Instant now) {
    return happenings.newest(now, store, LOOKED_AT).stream()
        .filter(happening -> !Moments.repeats(happening))
        .limit(NEWEST)
        .map(moments::of)
        .toList();
  }
}
