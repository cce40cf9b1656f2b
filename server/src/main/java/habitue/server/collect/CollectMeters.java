package habitue.server.collect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** Counts what came in and what was refused, by code. */
public final class CollectMeters {
  private final MeterRegistry registry;
  private final Counter taken;

  public CollectMeters(MeterRegistry registry) {
    this.registry = registry;
    this.taken =
        Counter.builder("habitue.collect.events").tag("outcome", "taken").register(registry);
  }

  /** Meters that nobody reads, for work that no server watches. */
  public static CollectMeters unread() {
    return new CollectMeters(new SimpleMeterRegistry());
  }

  void count(int events, List<Collector.Rejected> rejected) {
    taken.increment(events);
    rejected.forEach(each -> refused("habitue.collect.refused.events", each.fault().code()));
  }

  /** A request that was refused as a whole. */
  void countRequest(String code) {
    refused("habitue.collect.refused.requests", code);
  }

  private void refused(String name, String code) {
    Counter.builder(name).tag("code", code).register(registry).increment();
  }
}
