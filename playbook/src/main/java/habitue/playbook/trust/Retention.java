package habitue.playbook.trust;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long what is known is kept, as {@code retention.yaml} says it. Null is for ever.
 *
 * @param visitor someone who never said who they are, since their last contact
 * @param prospect someone known who never ordered, since their last contact
 * @param customer someone who ordered, since their last contact
 * @param accounting orders and what came of them, since the last of a person's
 * @param events kinds of events by name, since they happened
 * @param other all kinds that are not named
 */
public record Retention(
    @Nullable Period visitor,
    @Nullable Period prospect,
    @Nullable Period customer,
    @Nullable Period accounting,
    SortedMap<String, Period> events,
    @Nullable Period other) {
  /** What the law has kept for as long as it says: these never expire by themselves. */
  public static final Set<String> ACCOUNTS =
      Set.of(
          "Order Completed",
          "Order Updated",
          "Order Refunded",
          "Order Cancelled",
          "Order Delivered");

  /** The proof of what was agreed to: kept as long as the person. */
  public static final Set<String> PROOFS =
      Set.of(
          "Consent Asked",
          "Consent Given",
          "Consent Confirmed",
          "Consent Withdrawn",
          "Consent Refused",
          "Segment Consent Preference Updated",
          "Unsubscribed",
          "Email Unsubscribed",
          "Email Marked As Spam",
          "Email Marked as Spam",
          "SMS Unsubscribed");

  /** Nothing ever expires. */
  public static final Retention NONE = new Retention(null, null, null, null, new TreeMap<>(), null);

  public Retention {
    events = Collections.unmodifiableSortedMap(new TreeMap<>(events));
  }

  /** How long an event of this name is kept; empty for ever. */
  public Optional<Period> of(String event) {
    boolean kept = ACCOUNTS.contains(event) || PROOFS.contains(event);
    return kept ? Optional.empty() : Optional.ofNullable(events.getOrDefault(event, other));
  }

  /** Up to when something may be of the past at all: the cut of the shortest period. */
  public Optional<Instant> cut(Instant now, ZoneId zone) {
    return Stream.concat(events.values().stream(), Stream.ofNullable(other))
        .map(period -> before(now, period, zone))
        .max(Instant::compareTo);
  }

  /** Whether an event that is folded at an instant has expired by now. */
  public boolean expired(String event, Instant at, Instant now, ZoneId zone) {
    return of(event).map(period -> !at.isAfter(before(now, period, zone))).orElse(false);
  }

  public boolean keepsAll() {
    return equals(NONE);
  }

  /** As long before an instant as a period is, by the calendar. */
  public static Instant before(Instant now, Period period, ZoneId zone) {
    return now.atZone(zone).minus(period).toInstant();
  }

  /** As long after an instant as a period is, by the calendar. */
  public static Instant after(Instant start, Period period, ZoneId zone) {
    return start.atZone(zone).plus(period).toInstant();
  }
}
