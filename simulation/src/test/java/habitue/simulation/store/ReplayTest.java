package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Fits;
import habitue.insight.forecast.BgNbd;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Strand;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import habitue.store.journal.Commitments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The journal gives everything again, and the past changes nothing that was promised. */
class ReplayTest {
  private static final Source IMPORT = new Source(9, "import", Trust.IMPORT, "uk", "import");
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Source WEB = new Source(2, "web", Trust.BROWSER, "uk", "web");
  private static final int PEOPLE = 12;
  private static final Fits.Fit FIT =
      new Fits.Fit(0, null, new BgNbd(0.2426, 4.4136, 0.7927, 2.4253), null, true);

  @Test
  void a_replay_gives_the_bytes_of_the_live_run_whatever_failed_and_however_many_work() {
    Seeds.each(
        8,
        seed -> {
          var random = new SplittableRandom(seed);
          try (var world =
              new World(new FaultyDisk(), World.options(), Town.NOON, random.split())) {
            world.store().fitted(FIT);
            var life = new Life(world, random);
            for (int part = 0; part < 4; part++) {
              world.disk().failAfter(random.nextInt(40));
              life.live(Town.of(random).history(12));
            }
            world.settle();
            world.disk().failAfter(Long.MAX_VALUE / 2);
            world.passTo(world.now().plus(Duration.ofMinutes(random.nextInt(90))));
            var options = World.options().withWorkers(1 + random.nextInt(4)).caching(5);
            try (World again = world.replayed(options, random.split())) {
              again.passTo(world.now());
              assertThat(states(again)).isEqualTo(states(world));
              assertThat(again.disk().dump(Table.COMMITMENTS))
                  .isEqualTo(world.disk().dump(Table.COMMITMENTS));
            }
          }
        });
  }

  @Test
  void whoever_waits_for_one_persons_past_does_not_know_the_next_ones_yet() {
    List<String> promised = promised(true);
    assertThat(promised)
        .containsExactlyInAnyOrder(
            "c1 2026-03-02T12:35:00Z", "c5 2026-03-02T12:40:00Z", "c1 2026-03-02T13:20:00Z");
    // In one go: a giver's word is filed only once the taker has seen the next decision too.
    for (int again = 0; again < 5; again++) {
      assertThat(promised(false)).isEqualTo(promised);
    }
  }

  @Test
  void whoever_was_parted_from_someone_erased_since_is_still_there_after_a_replay() {
    try (var world =
        new World(new FaultyDisk(), World.options(), Town.NOON, new SplittableRandom(1))) {
      see(world, 0, "ann");
      see(world, 5, "bob");
      join(world, 10, "ann", "bob");
      var bob = new Identifier(IdentifierType.USER_ID, "bob");
      world.insist(List.of(new Arrival.Split(id(world, "ann"), bob, "test")));
      world.settle();
      see(world, 20, "ann");
      world.erase(id(world, "bob"));
      world.settle();
      try (World again = world.replayed(World.options(), new SplittableRandom(2))) {
        again.passTo(world.now());
        assertThat(states(world)).isNotEmpty();
        assertThat(states(again)).isEqualTo(states(world));
      }
    }
  }

  /** To whom something was promised, and when. */
  private static List<String> promised(boolean settling) {
    var options = World.options().withWorkers(1);
    try (var world = new World(new FaultyDisk(), options, Town.NOON, new SplittableRandom(1))) {
      var lives = new ArrayList<Runnable>();
      lives.add(() -> see(world, 0, "ann"));
      lives.add(() -> see(world, 5, "stray"));
      lives.add(() -> see(world, 10, "annie"));
      lives.add(() -> join(world, 15, "ann", "stray"));
      lives.add(() -> join(world, 50, "ann", "annie"));
      lives.add(() -> see(world, 50, "annie"));
      for (Runnable life : lives) {
        life.run();
        if (settling) {
          world.settle();
        }
      }
      world.passTo(Town.NOON.plus(Duration.ofHours(2)));
      Set<Strand> strands =
          world.records().stream()
              .map(record -> record.stamp().strand())
              .collect(Collectors.toSet());
      return new Commitments(world.disk())
          .of(strands, Long.MAX_VALUE).stream()
              .map(each -> each.entity() + " " + each.now())
              .sorted()
              .toList();
    }
  }

  private static void see(World world, int minute, String user) {
    Instant now = Town.NOON.plus(Duration.ofMinutes(minute));
    world.clock(now);
    Fields agreed =
        Fields.NONE.with("categoryPreferences", Fields.NONE.with("Analytics", Value.of(true)));
    Fields view =
        Fields.NONE
            .with("context", Fields.NONE.with("consent", agreed))
            .with("type", "track")
            .with("event", "Product Viewed")
            .with("messageId", user + minute)
            .with("userId", user);
    world.insist(List.of(new Arrival.EventArrival(WEB, view, now, null, false, Reality.REAL)));
  }

  private static void join(World world, int minute, String into, String from) {
    world.clock(Town.NOON.plus(Duration.ofMinutes(minute)));
    world.insist(List.of(new Arrival.Join(id(world, into), id(world, from), "by-hand", "test")));
  }

  private static CustomerId id(World world, String user) {
    var identifier = new Identifier(IdentifierType.USER_ID, user);
    return world.store().reader().resolve(identifier).orElseThrow();
  }

  @Test
  void another_version_folds_everyone_anew_to_the_same_bytes_and_promises_nothing() {
    Seeds.each(
        6,
        seed -> {
          var random = new SplittableRandom(seed);
          try (var world =
              new World(new FaultyDisk(), World.options(), Town.NOON, random.split())) {
            new Life(world, random).live(Town.of(random).history(40));
            world.settle();
            List<String> states = states(world);
            List<String> ledger = world.disk().dump(Table.COMMITMENTS);
            List<String> journal = world.disk().dump(Table.JOURNAL);
            List<String> directory = world.disk().dump(Table.PEOPLE);
            world.reopen(World.options().withCustomers(PromisingCustomers.healthy(2)));
            world.settle();
            assertThat(world.store().status().refolding()).isZero();
            assertThat(states(world)).isEqualTo(states);
            assertThat(world.disk().dump(Table.COMMITMENTS)).isEqualTo(ledger);
            assertThat(world.disk().dump(Table.JOURNAL)).isEqualTo(journal);
            assertThat(world.disk().dump(Table.PEOPLE)).isEqualTo(directory);
          }
        });
  }

  @Test
  void an_event_that_comes_before_everyone_is_folded_anew_counts_once() {
    var random = new SplittableRandom(5);
    try (var world = new World(new FaultyDisk(), World.options(), Town.NOON, random)) {
      world.insist(visits(0, 40, random));
      world.settle();
      world.reopen(World.options().withCustomers(PromisingCustomers.healthy(2)));
      world.insist(visits(40, 80, random));
      world.settle();
      new Life(world, random).everyoneIsWhatTheyLived();
    }
  }

  @Test
  void five_years_imported_later_give_what_importing_first_gives_and_set_nothing_off() {
    Seeds.each(
        3,
        seed -> {
          List<Arrival> past = past(new SplittableRandom(seed));
          Map<String, String> first = lived(seed, past, true);
          Map<String, String> later = lived(seed, past, false);
          first.forEach(
              (person, state) -> assertThat(later.get(person)).as(person).isEqualTo(state));
        });
  }

  /** Two live days with the import before, or between the two. */
  private static Map<String, String> lived(long seed, List<Arrival> past, boolean first) {
    var random = new SplittableRandom(seed);
    try (var world = new World(new FaultyDisk(), World.options(), Town.NOON, random.split())) {
      if (first) {
        bring(world, past);
      }
      world.clock(Town.NOON.plus(Duration.ofDays(1)));
      world.insist(visits(0, 60, random));
      world.settle();
      if (!first) {
        List<String> ledger = world.disk().dump(Table.COMMITMENTS);
        bring(world, past);
        assertThat(world.disk().dump(Table.COMMITMENTS)).as("history commits").isEqualTo(ledger);
        assertThat(world.disk().dump(Table.OUTBOX)).as("history sends").isEmpty();
      }
      world.clock(Town.NOON.plus(Duration.ofDays(2)));
      world.insist(visits(60, 120, random));
      world.passTo(Town.NOON.plus(Duration.ofDays(3)));
      return standings(world);
    }
  }

  private static void bring(World world, List<Arrival> past) {
    for (int from = 0; from < past.size(); from += 100) {
      world.insist(past.subList(from, Math.min(past.size(), from + 100)));
    }
    world.settle();
  }

  /** Everyone's state, without the places of records in the journal. */
  private static Map<String, String> standings(World world) {
    var standings = new TreeMap<String, String>();
    for (int person = 0; person < PEOPLE; person++) {
      String user = "u" + person;
      String state =
          world.store().reader().person(id(world, user)).orElseThrow().state().toString();
      standings.put(user, state.replaceAll("(position=|State\\[id=c)\\w+", "$1…"));
    }
    return standings;
  }

  private static List<Arrival> past(RandomGenerator random) {
    var past = new ArrayList<Arrival>();
    for (int i = 0; i < 400; i++) {
      Instant at = Town.NOON.minus(Duration.ofHours(100 + random.nextInt(43_000)));
      Fields message = message("h" + i, random).with("timestamp", at.toString());
      past.add(new Arrival.EventArrival(IMPORT, message, Town.NOON, null, true, Reality.REAL));
    }
    return past;
  }

  private static List<Arrival> visits(int from, int until, RandomGenerator random) {
    var visits = new ArrayList<Arrival>();
    for (int i = from; i < until; i++) {
      Fields message = message("v" + i, random);
      visits.add(new Arrival.EventArrival(SHOP, message, Town.NOON, null, false, Reality.REAL));
    }
    return visits;
  }

  private static Fields message(String id, RandomGenerator random) {
    boolean order = random.nextInt(4) == 0;
    Fields product =
        Fields.NONE
            .with("product_id", "p" + random.nextInt(9))
            .with("price", 100 + random.nextInt(900))
            .with("quantity", 1 + random.nextInt(3));
    Fields properties =
        order
            ? Fields.NONE
                .with("order_id", "o-" + id)
                .with("currency", "EUR")
                .with("products", new Value.Many(List.of(product)))
            : product;
    return Fields.NONE
        .with("type", "track")
        .with("event", order ? "Order Completed" : "Product Viewed")
        .with("messageId", id)
        .with("userId", "u" + random.nextInt(PEOPLE))
        .with("properties", properties);
  }

  /** The parts of all states, without the runtime's own. */
  private static List<String> states(World world) {
    return world.disk().dump(Table.STATES).stream()
        .filter(entry -> !entry.substring(18, 20).equals("ff"))
        .toList();
  }
}
