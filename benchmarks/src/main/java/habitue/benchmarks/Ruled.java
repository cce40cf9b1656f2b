package habitue.benchmarks;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Plan;
import habitue.server.identify.Previews;
import habitue.server.loyalty.Rehearsing;
import habitue.store.PublishedPlaybook;
import habitue.store.Publishing;
import habitue.store.Status;
import habitue.store.Store;
import habitue.store.Survey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What rules cost a store that holds people already. */
final class Ruled {
  private static final int ASKED = 20_000;
  private static final int ROUNDS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final Engine engine;

  Ruled(Engine engine) {
    this.engine = engine;
  }

  /** Publishes rules and waits until everyone is folded anew by them. */
  Figures publish(Rules rules) {
    Store store = engine.store();
    Status before = store.status();
    long start = System.nanoTime();
    long cpu = Lap.cpuNanos();
    var by = new PublishedPlaybook.By("bench", PublishedPlaybook.Origin.API, Instant.now());
    int base = PublishedPlaybook.version(store.settings());
    Publishing publishing = store.publish(rules.playbook(), base, by);
    if (!(publishing instanceof Publishing.Taken)) {
      throw new IllegalStateException("nobody else publishes: " + publishing);
    }
    if (!store.settle(PATIENCE)) {
      throw new IllegalStateException("not folded anew after " + PATIENCE);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (Lap.cpuNanos() - cpu) / 1e9;
    return new Figures()
        .put("seconds", seconds)
        .put("customers", (double) before.customers())
        .put("events", (double) before.accepted())
        .put("events_per_s", before.accepted() / seconds)
        .put("cpu_us_per_event", cpuSeconds * 1e6 / before.accepted());
  }

  /** Each segment's condition, asked of some people as they stand: nanoseconds for one of one. */
  Figures conditions() {
    Store store = engine.store();
    Context context = store.context();
    List<Plan.Segment> segments = context.playbook().plan().segments();
    List<CustomerState> people = people(store);
    Instant now = Instant.now();
    double[] nanos = new double[ROUNDS];
    long held = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (CustomerState person : people) {
        for (Plan.Segment segment : segments) {
          held += person.holds(context, segment, now) ? 1 : 0;
        }
      }
      nanos[round] = (System.nanoTime() - start) / (double) (people.size() * segments.size());
    }
    return new Figures()
        .put("conditions", (double) segments.size())
        .put("people", (double) people.size())
        .put("held_share", held / (double) (ROUNDS * people.size() * segments.size()))
        .put("ns", Figures.median(nanos));
  }

  private static List<CustomerState> people(Store store) {
    var people = Collections.synchronizedList(new ArrayList<CustomerState>());
    Survey.of(
        store.reader(),
        Duration.ofSeconds(5),
        person -> {
          if (people.size() < ASKED) {
            people.add(person.state());
          }
        });
    return new ArrayList<>(people);
  }

  /** Whom a new condition takes: an estimate, then exactly. */
  Figures preview() {
    var previews = new Previews(engine.store(), InstantSource.system());
    Playbook tried = previews.checked("customer.orders.count >= 1 && customer.score > 20");
    var figures = new Figures();
    ask(previews, tried, "estimate", Previews.ESTIMATE, figures);
    ask(previews, tried, "exact", Previews.EXACT, figures);
    return figures;
  }

  private static void ask(
      Previews previews, Playbook tried, String name, Duration atMost, Figures figures) {
    previews.preview(tried, atMost);
    long start = System.nanoTime();
    Previews.Preview seen = previews.preview(tried, atMost);
    figures
        .put(name + "_ms", (System.nanoTime() - start) / 1e6)
        .put(name + "_share", seen.share())
        .put(name + "_count", (double) seen.count());
  }

  /** A draft of a programme, played over everyone's past. */
  Figures rehearse() {
    Store store = engine.store();
    long start = System.nanoTime();
    Rehearsing.Rehearsal seen =
        new Rehearsing(store).rehearse(Rules.CLUB.playbook(), Rules.PROGRAMME, Rehearsing.LONGEST);
    double seconds = (System.nanoTime() - start) / 1e9;
    double events = store.status().accepted() * seen.share();
    return new Figures()
        .put("seconds", seconds)
        .put("share", seen.share())
        .put("events", events)
        .put("events_per_s", events / seconds)
        .put("issued", (double) seen.after().issued());
  }

  /** Lets so much time go by at once: everything that is due by then happens in its order. */
  Figures herd(Duration by) {
    Store store = engine.store();
    Status before = store.status();
    long start = System.nanoTime();
    engine.pass(by);
    engine.settle();
    double seconds = (System.nanoTime() - start) / 1e9;
    double facts = store.status().facts() - (double) before.facts();
    return new Figures()
        .put("facts", facts)
        .put("seconds", seconds)
        .put("facts_per_s", facts / seconds);
  }
}
