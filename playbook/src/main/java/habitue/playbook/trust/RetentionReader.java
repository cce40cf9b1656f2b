package habitue.playbook.trust;

import habitue.playbook.yaml.Entry;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code retention.yaml}. What it leaves out is kept for ever. */
public final class RetentionReader {
  private static final String OTHER = "other";
  private static final int LEAST_DAYS = 30;
  private static final int LONGEST_NAME = 200;

  private RetentionReader() {}

  public static Retention read(Entry file) {
    Map<String, Entry> parts = file.map(List.of("people", "accounting", "events"));
    Entry said = parts.get("people");
    Map<String, Entry> people =
        said == null ? Map.of() : said.map(List.of("visitor", "prospect", "customer"));
    Entry customer = people.get("customer");
    if (customer != null && !parts.containsKey("accounting")) {
      customer.mistake("accounting must say how long orders are kept, such as accounting: 10y");
    }
    Map<String, Entry> events = parts.containsKey("events") ? parts.get("events").map() : Map.of();
    return new Retention(
        period(people.get("visitor")),
        period(people.get("prospect")),
        period(customer),
        period(parts.get("accounting")),
        named(events),
        period(events.get(OTHER)));
  }

  private static SortedMap<String, Period> named(Map<String, Entry> events) {
    var named = new TreeMap<String, Period>();
    events.forEach((name, said) -> {
      Period period = period(said);
      if (Retention.ACCOUNTS.contains(name)) {
        said.mistake(name + " is kept as long as accounting says");
      } else if (Retention.PROOFS.contains(name)) {
        said.mistake(name + " is proof of what was agreed to, kept as long as the person");
      } else if (name.isBlank() || name.length() > LONGEST_NAME) {
        said.mistake("the name of an event is expected, such as Page Viewed");
      } else if (period != null && !name.equals(OTHER)) {
        named.put(name, period);
      }
    });
    return named;
  }

  /** Shorter than a month, what is late and what is told twice could no longer be told apart. */
  private static @Nullable Period period(@Nullable Entry said) {
    if (said == null) {
      return null;
    }
    Period period = said.period();
    boolean brief = period.toTotalMonths() == 0 && period.minusDays(LEAST_DAYS).isNegative();
    if (brief && !period.isZero()) {
      said.mistake("at least 30d is expected");
    }
    return period;
  }
}
