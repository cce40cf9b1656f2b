package habitue.warehouse.report;

import habitue.engine.Fits;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.RfmCuts;
import habitue.model.Money;
import habitue.warehouse.file.Readers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits over the whole base as the engine takes them: the cuts of recency, frequency and monetary
 * value, how customers buy and spend, and whether the shop sends visits.
 */
public final class Fitting {
  /** Days since the last order, orders and net sum of each known customer who ordered by a day. */
  private static final String BASE =
      """
      with known as (select distinct customer_id from identifiers where type = 'userId')
      select any_value(date_diff('day', last, ?::date)), any_value(orders), any_value(net) from (
        select o.customer_id, max(o.day) as last, count(*) as orders,
          coalesce(sum(o.home_net), 0)::decimal(38, 4) as net
        from orders o semi join known using (customer_id)
        where o.day <= ? group by o.customer_id) group by customer_id\
      """;

  private static final String VISITS =
      """
      select count(*) from (select 1 from event_rows
        where name in ('Page Viewed', 'Screen Viewed') and reality = 'real' and happened_at < ?
        limit 1)\
      """;

  private static final String FIRST = "select min(day) from orders";

  private final Readers readers;
  private final Forecasts forecasts;
  private final String currency;
  private final ZoneId zone;

  /**
   * @param currency the brand's
   */
  public Fitting(Readers readers, String currency, ZoneId zone) {
    this.readers = readers;
    this.forecasts = new Forecasts(readers);
    this.currency = currency;
    this.zone = zone;
  }

  /**
   * A fit to the orders of a day and before.
   *
   * @param from from when on it is to hold
   */
  public Fits.Fit upTo(LocalDate day, Instant from) {
    Optional<Forecasts.Fit> forecast = forecasts.fit(day);
    boolean visits = readers.read(sql -> sql.number(VISITS, from)) > 0;
    return new Fits.Fit(
        from.toEpochMilli(),
        cuts(day),
        forecast.map(Forecasts.Fit::buying).orElse(null),
        forecast.map(Forecasts.Fit::spend).orElse(null),
        visits);
  }

  private @Nullable RfmCuts cuts(LocalDate day) {
    var recency = LongStream.builder();
    var frequency = LongStream.builder();
    var monetary = LongStream.builder();
    readers.read(sql -> {
      sql.each(
          BASE,
          row -> {
            recency.add(row.number(1));
            frequency.add(row.number(2));
            monetary.add(Money.of(row.amount(3), currency).minor());
          },
          day,
          day);
      return 0;
    });
    long[] days = recency.build().toArray();
    return days.length < RfmCuts.PARTS
        ? null
        : new RfmCuts(
            Cuts.of(days, RfmCuts.PARTS),
            Cuts.of(frequency.build().toArray(), RfmCuts.PARTS),
            Cuts.of(monetary.build().toArray(), RfmCuts.PARTS));
  }

  /** A fit as of each month's end up to an instant, each to hold from then on. */
  public List<Fits.Fit> monthly(Instant until) {
    Optional<LocalDate> first =
        readers.read(sql -> sql.one(FIRST, row -> Optional.ofNullable(row.dayOrNull(1))));
    return first.map(day -> monthly(YearMonth.from(day), until)).orElseGet(ArrayList::new);
  }

  private List<Fits.Fit> monthly(YearMonth first, Instant until) {
    var fits = new ArrayList<Fits.Fit>();
    for (YearMonth month = first; end(month).isBefore(until); month = month.plusMonths(1)) {
      fits.add(upTo(month.atEndOfMonth(), end(month)));
    }
    return fits;
  }

  private Instant end(YearMonth month) {
    return month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
  }
}
