package habitue.server.console.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source of events.
 *
 * @param kind {@code server}, {@code browser}, {@code shopify}, {@code woocommerce}, {@code hook},
 *     {@code import} or {@code console}
 * @param missingConsent what an event means that says nothing of consent: {@code given} or {@code
 *     refused}; empty where nothing is known of the source
 * @param keyPrefix how its key begins, to recognise it by; empty where it has none
 */
public record SourceRow(
    String name,
    String kind,
    String store,
    String channel,
    List<String> origins,
    String missingConsent,
    String keyPrefix,
    Instant since,
    @Nullable Instant lastEvent,
    long eventsThisWeek) {
  public SourceRow {
    origins = List.copyOf(origins);
  }
}
