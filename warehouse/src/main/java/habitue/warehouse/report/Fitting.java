package habitue.warehouse.report;

import habitue.engine.Fits;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.RfmCuts;
import habitue.model.Money;
import habitue.warehouse.file.Readers;
import java.time.Duration;
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

  /** Days with visits, known buyers, and those of them who visited; in a span of time. */
  private static final String VISITS =
      """
      with views as (
        select customer_id, epoch_ms(happened_at) // 86400000 as day from events
        where name in ('Page Viewed', 'Screen Viewed') and reality = 'real'
          and happened_at >= ? and happened_at < ?),
      buyers as (
        select distinct customer_id from orders
        semi join (select customer_id from identifiers where type = 'userId') using (customer_id)
        where placed_at >= ? and placed_at < ?)
      select (select count(distinct day) from views), (select count(*) from buyers),
        (select count(*) from buyers semi join views using (customer_id))\
      """;

  private static final Duration VISITS_SPAN = Duration.ofDays(90);
  private static final int VISITS_DAYS = 30;
  private static final int VISITS_SHARE = 5;

  private static final String PAST = "select min(day), count(*) from orders where day < ?";

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
    return new Fits.Fit(
        from.toEpochMilli(),
        cuts(day),
        forecast.map(Forecasts.Fit::buying).orElse(null),
        forecast.map(Forecasts.Fit::spend).orElse(null),
        visits(from));
  }

  /**
   * Whether the shop sends visits: in the last 90 days there were some on 30 at least, of a fifth
   * of those who bought. A script that has just been put in says nothing of anyone yet.
   */
  private boolean visits(Instant until) {
    Instant since = until.minus(VISITS_SPAN);
    return readers.read(sql ->
        sql.one(
            VISITS,
            row ->
                row.number(1) >= VISITS_DAYS
                    && row.number(3) > 0
                    && row.number(3) * VISITS_SHARE >= row.number(2),
            since,
            until,
            since,
            until));
  }

  /** The cuts of the orders of a day and before; null where too few ordered. */
  public @Nullable RfmCuts cuts(LocalDate day) {
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

  /**
   * Orders of the months that have ended.
   *
   * @param first the end of the first such month; null without orders
   */
  public record Past(@Nullable Instant first, long orders) {}

  /** The orders of before a day, which begins a month. */
  public Past past(LocalDate month) {
    return readers.read(sql ->
        sql.one(
            PAST,
            row -> {
              LocalDate day = row.dayOrNull(1);
              return new Past(day == null ? null : end(YearMonth.from(day)), row.number(2));
            },
            month));
  }

  /** A fit as of each month's end up to an instant, each to hold from then on. */
  public List<Fits.Fit> monthly(Instant until) {
    Instant first = past(LocalDate.ofInstant(until, zone).plusDays(1)).first;
    return first == null
        ? new ArrayList<>()
        : monthly(YearMonth.from(first.atZone(zone)).minusMonths(1), until);
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
