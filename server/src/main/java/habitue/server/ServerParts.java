package habitue.server;

import habitue.engine.Context;
import habitue.outreach.webhook.Webhooks;
import habitue.server.api.CopiesFolder;
import habitue.server.collect.Intake;
import habitue.server.collect.KnownPeople;
import habitue.server.collect.PeopleInStore;
import habitue.server.collect.Sources;
import habitue.server.console.ConsoleData;
import habitue.server.discretion.Discreet;
import habitue.server.metrics.TablesLag;
import habitue.server.people.SeedSeal;
import habitue.server.privacy.ErasedRows;
import habitue.server.security.Credentials;
import habitue.store.Store;
import habitue.warehouse.Warehouse;
import habitue.warehouse.next.LearntOrders;
import habitue.warehouse.report.Conclusions;
import habitue.warehouse.report.CustomerList;
import habitue.warehouse.report.Forecasts;
import habitue.warehouse.report.Points;
import habitue.warehouse.report.Standings;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What the server is made of, put together by hand before it starts.
 *
 * @param intake the store's door
 * @param people whom the store knows, for what browsers claim of them
 * @param customers the list that search looks through
 * @param others what controllers ask for by their type: the brand's {@link Context}, a {@link
 *     CopiesFolder}, the {@link ConsoleData}, the {@link Webhooks}, the {@link ErasedRows}, the
 *     {@link SeedSeal}, the {@link Forecasts}, the {@link Conclusions}, the {@link Standings}, the
 *     {@link Points}, the {@link LearntOrders}, the {@link Warehouse}, the {@link TablesLag}, and
 *     whatever else
 */
public record ServerParts(
    Credentials credentials,
    Store store,
    Intake intake,
    Sources sources,
    KnownPeople people,
    CustomerList customers,
    InstantSource clock,
    List<Object> others) {
  private static final List<Class<?>> NEEDED =
      List.of(
          Context.class,
          CopiesFolder.class,
          Warehouse.class,
          ConsoleData.class,
          Webhooks.class,
          ErasedRows.class,
          SeedSeal.class,
          Forecasts.class,
          Conclusions.class,
          Standings.class,
          Points.class,
          LearntOrders.class,
          TablesLag.class);

  public ServerParts {
    others = List.copyOf(others);
    for (Class<?> needed : NEEDED) {
      if (others.stream().noneMatch(needed::isInstance)) {
        throw new IllegalArgumentException("the server needs a " + needed.getSimpleName());
      }
    }
  }

  /** The usual parts: everything that comes in goes to this store. */
  public static ServerParts of(
      Credentials credentials,
      Store store,
      Sources sources,
      CustomerList customers,
      InstantSource clock,
      Object... others) {
    return new ServerParts(
        credentials,
        store,
        store.door()::accept,
        sources,
        new PeopleInStore(store),
        customers,
        clock,
        List.of(others));
  }

  /** Each object once, also when it plays several parts. */
  Set<Object> distinct() {
    Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(List.of(credentials, store, intake, sources, people, customers, clock));
    // A desk reads what people may see only through who asks.
    others.stream()
        .map(other -> other instanceof ConsoleData data ? new Discreet(data) : other)
        .forEach(distinct::add);
    return distinct;
  }
}
