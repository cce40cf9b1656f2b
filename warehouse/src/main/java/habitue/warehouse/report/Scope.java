package habitue.warehouse.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What figures are about.
 *
 * @param currency the brand's
 * @param zone the brand's; days and months begin at its midnight
 * @param store only orders of this store; null for all
 * @param from only orders of this day and later; null for all
 * @param asOf what happened before this instant counts; refunds count as known now
 */
public record Scope(
    String currency, ZoneId zone, @Nullable String store, @Nullable LocalDate from, Instant asOf) {

  /** All of the past. */
  public Scope(String currency, ZoneId zone, @Nullable String store, Instant asOf) {
    this(currency, zone, store, null, asOf);
  }

  Scope ever() {
    return new Scope(currency, zone, store, asOf);
  }

  /** When its first day begins; null without one. */
  @Nullable Instant start() {
    return from == null ? null : from.atStartOfDay(zone).toInstant();
  }

  /** The day that asOf falls in. */
  LocalDate today() {
    return LocalDate.ofInstant(asOf, zone);
  }

  Definition definition(String figure, Basis basis, @Nullable Instant from) {
    return new Definition(figure, basis, from, asOf, store, currency);
  }
}
