package habitue.server.loyalty.opening;

import habitue.server.api.Finder;
import habitue.server.loyalty.opening.Table.Row;
import habitue.server.wire.RefusedRequest;
import habitue.store.feed.Person;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads what lines of every file say: whom they are about, and times. */
final class Looking {
  private static final int YEARS = 100;

  private final Finder finder;
  private final ZoneId zone;
  private final Instant now;
  private final Faults faults;

  Looking(Finder finder, ZoneId zone, Instant now, Faults faults) {
    this.finder = finder;
    this.zone = zone;
    this.now = now;
    this.faults = faults;
  }

  Faults faults() {
    return faults;
  }

  /** Whether it says whom it is about; no value may be a formula. */
  boolean written(Row row, Column whom) {
    row.values()
        .forEach((column, value) -> {
          if (value.startsWith("=")) {
            faults.add(row.line(), column, Wrong.FORMULA);
          }
        });
    String customer = row.value(whom);
    if (customer.isEmpty()) {
      faults.add(row.line(), whom, Wrong.VALUE_MISSING);
    }
    return !customer.isEmpty() && !customer.startsWith("=");
  }

  @Nullable Person person(Row row, Column whom) {
    try {
      return finder.person(finder.named(row.value(whom)));
    } catch (RefusedRequest refused) {
      Wrong wrong =
          switch (refused.problem().code()) {
            case ERASED -> Wrong.ERASED;
            case AMBIGUOUS_REFERENCE -> Wrong.AMBIGUOUS;
            case UNKNOWN_CUSTOMER -> Wrong.UNKNOWN_CUSTOMER;
            default -> Wrong.BAD_REFERENCE;
          };
      faults.add(row.line(), whom, wrong);
      return null;
    }
  }

  @Nullable Instant time(Row row, Column column) {
    String said = row.value(column);
    if (said.isEmpty() || said.startsWith("=")) {
      return null;
    }
    Instant time = time(said);
    if (time == null) {
      faults.add(row.line(), column, Wrong.BAD_TIME);
    } else if (!time.isAfter(now)) {
      faults.add(row.line(), column, Wrong.PAST);
    } else if (time.isAfter(now.atZone(zone).plusYears(YEARS).toInstant())) {
      faults.add(row.line(), column, Wrong.TOO_FAR);
    }
    return time;
  }

  /** A day counts to its end, in the brand's time zone. */
  private @Nullable Instant time(String said) {
    try {
      return said.length() == "2027-06-30".length()
          ? LocalDate.parse(said).plusDays(1).atStartOfDay(zone).toInstant()
          : Instant.parse(said);
    } catch (DateTimeException other) {
      return null;
    }
  }
}
