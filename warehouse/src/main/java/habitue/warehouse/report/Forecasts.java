package habitue.warehouse.report;

import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.Buying;
import habitue.insight.forecast.Cohort;
import habitue.insight.forecast.GammaGamma;
import habitue.insight.forecast.Spending;
import habitue.warehouse.file.Readers;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits how customers buy and spend to the orders of all whom the shop knows. Orders of one day
 * count once; what was given back or called off is not spent. Who is under contract now is left
 * out, of fits to the past too: they bought by it, and would tell of others what holds of none.
 */
public final class Forecasts {
  /** A row for each who ordered by a day: repeats, recency and age in days, mean of the repeats. */
  private static final String BUYING =
      """
      with known as (select distinct customer_id from identifiers where type = 'userId'
        and customer_id not in (%s)),
      days as (
        select o.customer_id, o.day, sum(o.home_net) as net
        from orders o semi join known using (customer_id)
        where o.day <= ? group by o.customer_id, o.day),
      firsts as (
        select customer_id, min(day) as first, max(day) as last, count(*) - 1 as repeats
        from days group by customer_id)
      select any_value(repeats), any_value(date_diff('day', first, last)),
        any_value(date_diff('day', first, ?)), avg(net) filter (where day > first)
      from days join firsts using (customer_id) group by customer_id\
      """
          .formatted(Among.UNDER_CONTRACT);

  private final Readers readers;

  public Forecasts(Readers readers) {
    this.readers = readers;
  }

  /**
   * @param customers who had ordered by that day
   * @param spend null where amounts do not tell
   */
  public record Fit(
      LocalDate asOf,
      int customers,
      BgNbd buying,
      double logLikelihood,
      @Nullable GammaGamma spend) {}

  /**
   * Fits the orders of a day in the brand's time zone and before; empty where they tell nothing.
   */
  public Optional<Fit> fit(LocalDate asOf) {
    var buying = new Cohort.Gathering();
    var spending = new Spending.Gathering();
    Cohort cohort =
        readers.read(sql -> {
          sql.each(
              BUYING,
              row -> {
                int repeats = (int) row.number(1);
                buying.add(new Buying(repeats, (int) row.number(2), (int) row.number(3)));
                Double mean = row.realOrNull(4);
                spending.add(repeats, mean == null ? 0 : mean);
              },
              asOf,
              asOf);
          return buying.cohort();
        });
    @Nullable GammaGamma spend = GammaGamma.fit(spending.spending()).orElse(null);
    return BgNbd.fit(cohort)
        .map(model -> new Fit(asOf, cohort.customers(), model, model.logLikelihood(cohort), spend));
  }
}
