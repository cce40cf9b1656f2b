package habitue.warehouse.report;

import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.Buying;
import habitue.insight.forecast.Cohort;
import habitue.insight.forecast.GammaGamma;
import habitue.insight.forecast.Spending;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Row;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fits how customers buy and spend to the orders of all whom the shop knows. Orders of one day
 * count once; what was given back or called off is not spent. Who is under contract now is left
 * out, of fits to the past too: they bought by it, and would tell of others what holds of none.
 */
public final class Forecasts {
  /**
   * A row for each who ordered by a day: repeats, recency and age in days, sum of the repeats. An
   * order without a rate into the brand's currency brought nothing.
   */
  private static final String BUYING =
      """
      with known as (select distinct customer_id from identifiers where type = 'userId'
        and customer_id not in (%s)),
      days as (
        select o.customer_id, o.day, coalesce(sum(o.home_net), 0) as net
        from orders o semi join known using (customer_id)
        where o.day <= ? group by o.customer_id, o.day),
      firsts as (
        select customer_id, min(day) as first, max(day) as last, count(*) - 1 as repeats
        from days group by customer_id)
      select customer_id, any_value(repeats), any_value(date_diff('day', first, last)),
        any_value(date_diff('day', first, ?)),
        coalesce(sum(net) filter (where day > first), 0)::decimal(38, 4), customer_id
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
   * How one customer bought, in the counts that a fit reads.
   *
   * @param mean of their order days after the first, less what came back, in the brand's currency;
   *     0 without any
   */
  public record Buyer(String customer, Buying buying, double mean) {}

  /** Everyone whom a fit as of that day reads. */
  public void each(LocalDate asOf, Consumer<Buyer> to) {
    readers.read(sql -> {
      sql.each(BUYING, row -> to.accept(buyer(row)), asOf, asOf);
      return 0;
    });
  }

  private static Buyer buyer(Row row) throws SQLException {
    int repeats = (int) row.number(2);
    var buying = new Buying(repeats, (int) row.number(3), (int) row.number(4));
    double mean = repeats == 0 ? 0 : row.amount(5).doubleValue() / repeats;
    return new Buyer(row.text(1), buying, mean);
  }

  /**
   * Fits the orders of a day in the brand's time zone and before; empty where they tell nothing.
   */
  public Optional<Fit> fit(LocalDate asOf) {
    var buying = new Cohort.Gathering();
    var spending = new Spending.Gathering();
    each(
        asOf,
        buyer -> {
          buying.add(buyer.buying);
          spending.add(buyer.buying.repeats(), buyer.mean);
        });
    Cohort cohort = buying.cohort();
    @Nullable GammaGamma spend = GammaGamma.fit(spending.spending()).orElse(null);
    return BgNbd.fit(cohort)
        .map(model -> new Fit(asOf, cohort.customers(), model, model.logLikelihood(cohort), spend));
  }
}
