package habitue.benchmarks;

import static habitue.benchmarks.workload.Literal.object;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How long it takes to join two customers of twenty events each and to split them again: from the
 * command until its answer, which is durable, and until both are folded anew and may be read.
 */
final class Regroupings {
  private static final int PAIRS = 200;
  private static final int EVENTS = 20;

  private final Store store;
  private final double[] joinAnswered = new double[PAIRS];
  private final double[] joinFolded = new double[PAIRS];
  private final double[] splitAnswered = new double[PAIRS];
  private final double[] splitFolded = new double[PAIRS];

  Regroupings(Store store) {
    this.store = store;
  }

  Figures measure() {
    for (int pair = 0; pair < PAIRS; pair++) {
      prepare(pair);
    }
    if (!store.settle(Duration.ofMinutes(2))) {
      throw new IllegalStateException("the workers are not done");
    }
    for (int pair = 0; pair < PAIRS; pair++) {
      join(pair);
    }
    for (int pair = 0; pair < PAIRS; pair++) {
      split(pair);
    }
    var figures = new Figures();
    put("join_answered_ms", joinAnswered, figures);
    put("join_folded_ms", joinFolded, figures);
    put("split_answered_ms", splitAnswered, figures);
    put("split_folded_ms", splitFolded, figures);
    return figures;
  }

  private void prepare(int pair) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      arrivals.add(page(pair, i, "userId", "joined-" + pair));
      arrivals.add(page(pair, i, "anonymousId", "visitor-" + pair));
    }
    store.door().accept(arrivals);
  }

  private static Arrival page(int pair, int number, String name, String value) {
    Fields message =
        object(
            "type",
            "page",
            "messageId",
            "regrouping-" + name + "-" + pair + "-" + number,
            name,
            value,
            "properties",
            object("url", "https://www.example.com/p/" + number, "title", "A page"));
    return new Arrival.EventArrival(
        Engine.SERVER, message, Instant.now(), null, false, Reality.REAL);
  }

  private void join(int pair) {
    CustomerId user = resolve(user(pair));
    CustomerId visitor = resolve(visitor(pair));
    long start = System.nanoTime();
    accept(new Arrival.Join(user, visitor, "by-hand", "bench"));
    joinAnswered[pair] = millisSince(start);
    await(() -> store.reader().person(visitor).isEmpty() && folded(user) && strands(user) == 2);
    joinFolded[pair] = millisSince(start);
  }

  private void split(int pair) {
    CustomerId user = resolve(user(pair));
    long start = System.nanoTime();
    accept(new Arrival.Split(user, visitor(pair), "bench"));
    splitAnswered[pair] = millisSince(start);
    CustomerId visitor = resolve(visitor(pair));
    await(() -> folded(visitor) && folded(user) && strands(user) == 1);
    splitFolded[pair] = millisSince(start);
  }

  private void accept(Arrival arrival) {
    Receipt receipt = store.door().accept(List.of(arrival)).getFirst();
    if (!(receipt instanceof Receipt.Accepted)) {
      throw new IllegalStateException("not taken: " + receipt);
    }
  }

  private boolean folded(CustomerId id) {
    return store.reader().person(id).filter(person -> !person.refolding()).isPresent();
  }

  private int strands(CustomerId id) {
    return store.reader().person(id).map(person -> person.strands().size()).orElse(0);
  }

  private CustomerId resolve(Identifier identifier) {
    return store.reader().resolve(identifier).orElseThrow();
  }

  private static Identifier user(int pair) {
    return new Identifier(IdentifierType.USER_ID, "joined-" + pair);
  }

  private static Identifier visitor(int pair) {
    return new Identifier(IdentifierType.ANONYMOUS_ID, "visitor-" + pair);
  }

  private static void await(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static void put(String name, double[] millis, Figures to) {
    Arrays.sort(millis);
    to.put(name + "_p50", Figures.percentile(millis, 0.5));
    to.put(name + "_p99", Figures.percentile(millis, 0.99));
  }
}
