package habitue.playbook.money;

import habitue.model.Money;
import habitue.model.Rates;
import habitue.playbook.yaml.Entry;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code rates.yaml}: currencies, each with the days from which a rate holds. */
public final class RatesReader {
  private static final int DIGITS = 12;

  private RatesReader() {}

  public static Rates read(Entry file) {
    var rates = new TreeMap<String, NavigableMap<LocalDate, BigDecimal>>();
    file.map()
        .forEach((currency, said) -> {
          if (Money.known(currency)) {
            rates.put(currency, days(said));
          } else {
            said.mistake(currency + " is no currency: a code of three capitals such as USD");
          }
        });
    return new Rates(rates);
  }

  private static NavigableMap<LocalDate, BigDecimal> days(Entry said) {
    var days = new TreeMap<LocalDate, BigDecimal>();
    if (!said.isMap()) {
      days.put(LocalDate.MIN, said.positive(DIGITS));
      return days;
    }
    said.map()
        .forEach((day, rate) -> {
          LocalDate from = day(day);
          if (from == null) {
            rate.mistake(day + " is no day: one such as 2026-01-31 is expected");
          } else {
            days.put(from, rate.positive(DIGITS));
          }
        });
    return days;
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException noDay) {
      return null;
    }
  }
}
