package habitue.server.console.view;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page of figures counts.
 *
 * @param store one store, or null for all
 */
public record Scope(@Nullable String store, Basis basis, Period period) {
  public static final Scope ALL = new Scope(null, Basis.ORDERED, Period.EVERYTHING);

  /** Amounts before cancellations and refunds, or after them. */
  public enum Basis {
    ORDERED,
    NET
  }

  /** Whole months and the present one, so that every bar of a chart is in or out. */
  public enum Period {
    EVERYTHING(0),
    YEAR(12),
    QUARTER(3);

    private final int months;

    Period(int months) {
      this.months = months;
    }

    /** The first day that counts, in the shop's zone; empty for everything. */
    public Optional<LocalDate> start(LocalDate today) {
      return months == 0
          ? Optional.empty()
          : Optional.of(YearMonth.from(today).minusMonths(months).atDay(1));
    }
  }
}
