package habitue.simulation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.engine.customer.CustomerBehaviour;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.JournalRecord;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.simulation.runtime.StraightFold;
import habitue.store.Erased;
import habitue.store.Options;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import habitue.store.journal.Json;
import habitue.warehouse.Past;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A shop's store and tables in a folder, on real files. */
final class Shop implements AutoCloseable {
  static final Source SERVER = new Source(1, "shop", Trust.SERVER, "fr", "web");
  static final Source IMPORT = new Source(2, "old", Trust.IMPORT, "fr", "web");
  private static final Context CONTEXT =
      new Context("Shop", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicInteger messages = new AtomicInteger();
  private final InstantSource clock;
  private final Store store;
  private final Warehouse warehouse;

  Shop(Path folder) {
    this(folder, Options.of(CONTEXT));
  }

  Shop(Path folder, Options options) {
    this.clock = options.clock();
    this.store = Store.open(folder, options);
    Path file = folder.resolve("warehouse.duckdb");
    this.warehouse =
        Files.exists(file)
            ? Warehouse.open(file, store.feed(), WarehouseOptions.USUAL)
            : Warehouse.rebuilt(file, store.feed(), past(), WarehouseOptions.USUAL, (_, _) -> {});
  }

  Store store() {
    return store;
  }

  Warehouse warehouse() {
    return warehouse;
  }

  /** What a shop's server says now, in JSON with single quotes. */
  Receipt tell(String json) {
    return tell(SERVER, json, false);
  }

  /** What an import says of the past. */
  Receipt recall(String json) {
    return tell(IMPORT, json, true);
  }

  private Receipt tell(Source source, String json, boolean history) {
    Fields message = Json.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    if (message.text("messageId").isEmpty()) {
      message =
          message.with("messageId", "m" + messages.incrementAndGet() + "-" + System.nanoTime());
    }
    var arrival =
        new Arrival.EventArrival(source, message, clock.instant(), null, history, Reality.REAL);
    return store.door().accept(List.of(arrival)).getFirst();
  }

  CustomerId user(String userId) {
    return store.reader().resolve(new Identifier(IdentifierType.USER_ID, userId)).orElseThrow();
  }

  void settle() {
    assertThat(store.settle(PATIENCE)).isTrue();
    warehouse.catchUp();
  }

  /** Erases, and waits until no byte is left. */
  Erased erase(CustomerId id) throws Exception {
    Erased erased = store.erase(id, "officer");
    assertThat(erased.receipt()).isInstanceOf(Receipt.Accepted.class);
    erased.finished().get(60, TimeUnit.SECONDS);
    warehouse.catchUp();
    assertThat(warehouse.forgot(erased.position())).isTrue();
    return erased;
  }

  /** Everyone's state as bytes, by id. */
  Map<String, List<String>> states() {
    Map<String, List<String>> states = new TreeMap<>();
    var behaviour = new CustomerBehaviour();
    store
        .reader()
        .customers(id ->
            states.put(
                id.toString(),
                StraightFold.parts(behaviour, store.reader().person(id).orElseThrow().state())));
    return states;
  }

  /** Everyone's past folded anew: state and facts. */
  Map<String, String> refolds() {
    Map<String, String> refolds = new TreeMap<>();
    store
        .reader()
        .customers(id -> {
          var again = store.reader().restated(id);
          refolds.put(id.toString(), again.state() + " " + again.facts());
        });
    return refolds;
  }

  /** Revenue by store and day. */
  List<String> revenue() {
    return warehouse
        .readers()
        .read(sql ->
            sql.list(
                "select store, day, count(*), sum(gross), sum(net), sum(home_net) from orders"
                    + " group by all order by all",
                row ->
                    row.text(1)
                        + " "
                        + row.text(2)
                        + " "
                        + row.number(3)
                        + " "
                        + row.amount(4)
                        + " "
                        + row.amount(5)
                        + " "
                        + row.amount(6)));
  }

  Past past() {
    return past(store);
  }

  /** All that ever was, as a store has it. */
  static Past past(Store store) {
    return new Past() {
      @Override
      public long count() {
        return store.status().customers();
      }

      @Override
      public void records(int slot, Consumer<JournalRecord> to) {
        store.reader().records(slot, 0, to);
      }

      @Override
      public void customers(Consumer<CustomerId> to) {
        store.reader().customers(to);
      }

      @Override
      public List<Fact> facts(CustomerId customer) {
        return store.reader().restated(customer).facts();
      }
    };
  }

  @Override
  public void close() {
    warehouse.close();
    store.close();
  }
}
