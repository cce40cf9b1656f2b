package habitue.server.desk;

import habitue.engine.Context;
import habitue.model.Fields;
import habitue.playbook.plan.Plan;
import habitue.server.collect.Sources;
import habitue.server.console.ConsoleData;
import habitue.server.console.view.Customer;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerQuery;
import habitue.server.console.view.DataPage;
import habitue.server.console.view.Identity;
import habitue.server.console.view.Moment;
import habitue.server.console.view.NewSource;
import habitue.server.console.view.Outcome;
import habitue.server.console.view.Refusals;
import habitue.server.console.view.Scope;
import habitue.server.console.view.Shop;
import habitue.server.console.view.Sides;
import habitue.server.console.view.Timeline;
import habitue.server.console.view.Timeline.Filter;
import habitue.server.console.view.Today;
import habitue.server.console.view.Trust;
import habitue.server.console.view.Whom;
import habitue.server.hooks.Hooks;
import habitue.server.next.Foretold;
import habitue.server.next.NextOrders;
import habitue.server.sieve.Counts;
import habitue.store.Reader;
import habitue.store.Reader.TimelineItem;
import habitue.store.Reader.TimelineQuery;
import habitue.store.Store;
import habitue.store.feed.Person;
import habitue.warehouse.Warehouse;
import habitue.warehouse.file.Readers;
import habitue.warehouse.report.Agreements;
import habitue.warehouse.report.Among;
import habitue.warehouse.report.Arrivals;
import habitue.warehouse.report.Duplicates;
import habitue.warehouse.report.Happenings;
import habitue.warehouse.report.OrderLines;
import habitue.warehouse.report.ProductOrders;
import habitue.warehouse.report.Volumes;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The console's data: a person's page from their state and records, lists and figures from the
 * tables. What nobody told is absent here too.
 */
public final class Desk implements ConsoleData {
  private final Store store;
  private final Reader reader;
  private final Context brand;
  private final InstantSource clock;
  private final Stores stores;
  private final Moments moments;
  private final Belonging belonging;
  private final Portrait portrait;
  private final Ties ties;
  private final Listing listing;
  private final Front front;
  private final Incoming incoming;
  private final Trusts trusts;
  private final Live live;
  private final ProductOrders productOrders;
  private final NextOrders next;

  /**
   * @param folder where the data lie, to tell how much room is left
   */
  public Desk(
      Store store,
      Warehouse warehouse,
      Sources sources,
      Counts counts,
      Path folder,
      InstantSource clock) {
    this.store = store;
    this.reader = store.reader();
    this.brand = store.context();
    this.clock = clock;
    String currency = brand.currency();
    Readers readers = warehouse.readers();
    var keys = new Keys();
    var arrivals = new Arrivals(readers);
    var volumes = new Volumes(readers);
    var lines = new OrderLines(readers);
    var alikes = new Alikes(reader, new Duplicates(readers));
    var pulse = new Pulse(store, warehouse, arrivals, folder);
    this.stores = new Stores(sources, arrivals);
    this.moments = new Moments(currency);
    this.belonging = new Belonging(reader, keys);
    var documents = new Documents(lines, keys, currency);
    var reaching = new Reaching(() -> store.context().playbook().purposes(), store.suppressions());
    this.portrait = new Portrait(belonging, documents, alikes, lines, reaching, store::context);
    this.trusts = new Trusts(new Agreements(readers), store, keys);
    this.ties = new Ties(reader, store.door()::accept, belonging, alikes, currency);
    var customers = new habitue.warehouse.report.CustomerList(readers);
    this.listing = new Listing(customers, keys, currency);
    var alarms = new Alarms(store, sources, pulse, volumes, arrivals);
    this.front = new Front(alarms, readers, currency, brand.zone());
    var shapes = new Shapes(volumes, arrivals);
    this.incoming =
        new Incoming(
            sources, new Hooks(store.settings(), sources), counts, arrivals, shapes, pulse, store);
    this.productOrders = new ProductOrders(readers);
    this.next = new NextOrders(store, warehouse.learntOrders());
    this.live = new Live(new Happenings(readers), moments);
  }

  @Override
  public Shop shop() {
    return new Shop(
        brand.brand(), brand.currency(), brand.zone(), clock.instant(), stores.names(), demo());
  }

  private Shop.@Nullable Demo demo() {
    Fields said = store.settings().find("demo").orElse(Fields.NONE);
    Instant last = said.text("last_order").map(Instant::parse).orElse(null);
    if (last == null) {
      return null;
    }
    long weeks = said.number("weeks").orElseThrow().longValue();
    return new Shop.Demo(weeks, last, weeks == 0);
  }

  @Override
  public Today today(Scope scope) {
    return front.today(scope, clock.instant(), store.status().accepted() > 0);
  }

  @Override
  public Following follow(@Nullable String storeName, Consumer<Moment> listener) {
    return live.follow(storeName, listener);
  }

  @Override
  public CustomerList customers(CustomerQuery query) {
    Context now = store.context();
    Among among = Filters.among(query.filter(), now, clock.instant());
    return listing.list(query, among, programme(query.filter(), now.playbook().plan()));
  }

  /** The programme whose points a list tells: a tier's own, or else the first. */
  private static @Nullable String programme(Whom filter, Plan plan) {
    if (filter.by() == Whom.By.TIER) {
      return filter.programme();
    }
    return plan.programmes().isEmpty() ? null : plan.programmes().getFirst().name();
  }

  @Override
  public List<Whom.Named> filters(String language) {
    return Filters.all(store.context().playbook().plan(), language);
  }

  @Override
  public String named(Whom whom, String language) {
    return Filters.named(whom, store.context().playbook().plan(), language);
  }

  @Override
  public Optional<Customer> customer(String id) {
    return People.find(reader, id)
        .map(person -> portrait.of(person, Provenance.of(reader, person.state()), clock.instant()));
  }

  @Override
  public Optional<Foretold> next(String id) {
    return People.find(reader, id).map(person -> next.ready(person, clock.instant()));
  }

  @Override
  public Optional<Timeline> timeline(String id, Filter filter, @Nullable String before, int limit) {
    return People.find(reader, id).map(person -> timeline(person, filter, before, limit));
  }

  private Timeline timeline(Person person, Filter filter, @Nullable String before, int limit) {
    int skipped = before != null && before.matches("\\d{1,8}") ? Integer.parseInt(before) : 0;
    boolean all = filter == Filter.EVERYTHING;
    var query =
        new TimelineQuery(filter != Filter.FACTS, filter != Filter.EVENTS, all, skipped, limit + 1);
    List<TimelineItem> items = reader.timeline(person.id(), query);
    boolean more = items.size() > limit;
    Map<Instant, String> separable = separable(person);
    List<Moment> shown =
        items.stream().limit(limit).flatMap(item -> moments.of(item, separable)).toList();
    return new Timeline(shown, more ? Integer.toString(skipped + limit) : null);
  }

  /** The keys that would undo joins, by when they were made. */
  private Map<Instant, String> separable(Person person) {
    if (person.strands().size() < 2) {
      return Map.of();
    }
    var keys = new HashMap<Instant, String>();
    Provenance provenance = Provenance.of(reader, person.state());
    for (Identity.Join join : belonging.of(person.state(), provenance).joins()) {
      keys.put(join.at(), join.identifier());
    }
    return keys;
  }

  @Override
  public Optional<Sides> beforeSplit(String id, String identifierKey) {
    return ties.beforeSplit(id, identifierKey);
  }

  @Override
  public Optional<Sides> beforeJoin(String id, String otherId) {
    return ties.beforeJoin(id, otherId);
  }

  @Override
  public Outcome split(String id, String identifierKey, String author) {
    return ties.split(id, identifierKey, author);
  }

  @Override
  public Outcome join(String id, String otherId, String reason, String author) {
    return ties.join(id, otherId, reason, author);
  }

  @Override
  public DataPage data() {
    return incoming.page(clock.instant());
  }

  @Override
  public Sold sold(String product) {
    ProductOrders.Count count = productOrders.of(product);
    return new Sold(count.customers(), count.orders(), count.pieces());
  }

  @Override
  public Trust trust() {
    return trusts.now(clock.instant());
  }

  @Override
  public Trust.Objectors objectors(@Nullable String after, int limit) {
    return trusts.objectors(after, limit);
  }

  @Override
  public Refusals refusals(@Nullable String before, int limit) {
    return incoming.refusals(before, limit);
  }

  @Override
  public NewSource.Answer addSource(NewSource source, String author) {
    return incoming.add(source);
  }
}
