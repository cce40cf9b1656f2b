package habitue.server.hooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/** Counts deliveries by shop, topic and what became of them. */
public final class HookMeters {
  /** Topics have no signature, so only these words become labels. */
  private static final Set<String> TOPICS =
      Set.of(
          "orders/create",
          "orders/updated",
          "orders/paid",
          "orders/cancelled",
          "orders/fulfilled",
          "orders/partially_fulfilled",
          "orders/delete",
          "refunds/create",
          "fulfillments/create",
          "fulfillments/update",
          "customers/create",
          "customers/update",
          "customers/enable",
          "customers/redact",
          "customers/data_request",
          "shop/redact",
          "order.created",
          "order.updated",
          "order.restored",
          "order.deleted",
          "customer.created",
          "customer.updated");

  private final MeterRegistry registry;

  public HookMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(HookKind kind, String topic, String outcome) {
    Counter.builder("habitue.hooks.deliveries")
        .tag("shop", kind.wireName())
        .tag("topic", TOPICS.contains(topic) ? topic : "other")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }

  void refused(String code) {
    Counter.builder("habitue.hooks.refused").tag("code", code).register(registry).increment();
  }
}
