package habitue.outreach.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

/**
 * Where facts are sent.
 *
 * @param number never reused
 * @param types names of facts; empty for all, notices too
 * @param stores the only ones whose facts are sent; empty for all
 * @param secret what deliveries are signed with, {@code whsec_} and base64; it has to be kept
 */
public record Webhook(
    int number, URI url, Set<String> types, Set<String> stores, String secret, Instant since) {
  public Webhook {
    types = Set.copyOf(types);
    stores = Set.copyOf(stores);
  }

  public String id() {
    return "w" + number;
  }

  /** Nothing secret, and no address: both may be in a query. */
  @Override
  public String toString() {
    return id();
  }
}
