package habitue.server.metrics;

import habitue.store.Status;
import habitue.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** Gauges of the store and of the tables that follow it, read whenever someone asks. */
public final class StoreGauges implements MeterBinder {
  private final Store store;
  private final TablesLag tables;

  public StoreGauges(Store store, TablesLag tables) {
    this.store = store;
    this.tables = tables;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    status("habitue.engine.lag.events", Status::lag, registry);
    status("habitue.engine.refolding.customers", Status::refolding, registry);
    status("habitue.engine.halted.entities", Status::halted, registry);
    status("habitue.engine.failed", status -> status.failed() ? 1 : 0, registry);
    status("habitue.quarantined.events", Status::quarantined, registry);
    // By the machine's clock, also where a demo holds its own.
    Gauge.builder("habitue.tables.lag", tables, lag -> lag.behind(Instant.now()).toMillis() / 1e3)
        .baseUnit("seconds")
        .register(registry);
  }

  private void status(String name, ToDoubleFunction<Status> value, MeterRegistry registry) {
    Gauge.builder(name, store, each -> value.applyAsDouble(each.status())).register(registry);
  }
}
