package habitue.playbook.trust;

import habitue.model.Fields;
import habitue.model.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From which age someone is known without a parent's agreement.
 *
 * @param age where the country says none
 * @param countries age by ISO 3166 code
 * @param traits names of traits that give a date of birth, first one first
 */
public record Children(int age, SortedMap<String, Integer> countries, List<String> traits) {
  private static final String COUNTRY = "country";
  private static final String ADDRESS = "address";
  private static final LocalDate OLDEST = LocalDate.parse("1900-01-01");

  public Children {
    countries = Collections.unmodifiableSortedMap(new TreeMap<>(countries));
    traits = List.copyOf(traits);
  }

  /**
   * Of what is said of someone, all that may be kept of a child: the day of birth and the country.
   */
  public Fields spared(Fields said) {
    var kept = new LinkedHashMap<String, Value>();
    said.values()
        .forEach((name, value) -> {
          if (traits.contains(name) || name.equals(COUNTRY)) {
            kept.put(name, value);
          } else if (name.equals(ADDRESS) && value instanceof Fields address) {
            address
                .value(COUNTRY)
                .ifPresent(country -> kept.put(ADDRESS, Fields.of(COUNTRY, country)));
          }
        });
    return new Fields(kept);
  }

  /**
   * Whether a trait may hold of somebody alive: what tells a date of birth lies between the year
   * 1900 and today, as far as it is a date at all.
   */
  public boolean plausible(String trait, String said, LocalDate today) {
    if (!traits.contains(trait) || said.length() < 10) {
      return true;
    }
    try {
      LocalDate day = LocalDate.parse(said.substring(0, 10));
      return !day.isBefore(OLDEST) && !day.isAfter(today);
    } catch (DateTimeException noDate) {
      return true;
    }
  }

  /** When someone born on a day comes of age; empty for what is no date. */
  public Optional<Instant> ofAge(String birth, String country, ZoneId zone) {
    if (birth.length() < 10) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(birth.substring(0, 10));
      boolean odd = day.getYear() < 1870 || day.getYear() > 2500;
      int years = countries.getOrDefault(country, age);
      return odd
          ? Optional.empty()
          : Optional.of(day.plusYears(years).atStartOfDay(zone).toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
