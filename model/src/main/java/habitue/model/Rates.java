package habitue.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Exchange rates by currency and the first day each holds from: one unit of the currency is worth
 * so much of the brand's. A day before the first has no rate.
 */
public record Rates(Map<String, NavigableMap<LocalDate, BigDecimal>> byCurrency) {
  public static final Rates NONE = new Rates(Map.of());

  public Rates {
    var copy = new TreeMap<String, NavigableMap<LocalDate, BigDecimal>>();
    byCurrency.forEach((currency, days) ->
        copy.put(currency, Collections.unmodifiableNavigableMap(new TreeMap<>(days))));
    byCurrency = Collections.unmodifiableMap(copy);
  }

  /** The amount in another currency at a day's rate; empty without a rate. */
  public Optional<Money> convert(Money money, String to, LocalDate day) {
    return rate(money.currency(), to, day).map(rate -> Money.of(money.amount().multiply(rate), to));
  }

  public Optional<BigDecimal> rate(String from, String to, LocalDate day) {
    if (from.equals(to)) {
      return Optional.of(BigDecimal.ONE);
    }
    NavigableMap<LocalDate, BigDecimal> days = byCurrency.get(from);
    return Optional.ofNullable(days).map(rates -> rates.floorEntry(day)).map(Map.Entry::getValue);
  }
}
