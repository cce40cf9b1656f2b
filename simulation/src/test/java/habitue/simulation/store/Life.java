package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Strand;
import habitue.model.Trust;
import habitue.simulation.identity.Deed;
import habitue.simulation.identity.Sighting;
import habitue.simulation.runtime.StraightFold;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import habitue.store.door.LookUp;
import habitue.store.door.Purges;
import habitue.store.door.Receipt;
import habitue.store.feed.Person;
import habitue.store.work.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A town living in a world: what it was told is safe must be there, once, whatever happened. */
public final class Life {
  private final World world;
  private final RandomGenerator random;
  private final List<Sighting> sent = new ArrayList<>();
  private final Set<String> acknowledged = new LinkedHashSet<>();
  private final Set<CustomerId> met = new LinkedHashSet<>();
  private final Set<CustomerId> erased = new LinkedHashSet<>();
  private final Set<Strand> gone = new HashSet<>();

  public Life(World world, RandomGenerator random) {
    this.world = world;
    this.random = random;
  }

  /** Lives deeds in batches, with a clock that jumps both ways and batches in any order. */
  public void live(List<Deed> deeds) {
    int from = 0;
    while (from < deeds.size()) {
      int until = Math.min(deeds.size(), from + 1 + random.nextInt(5));
      batch(deeds.subList(from, until));
      from = until;
    }
  }

  private void batch(List<Deed> deeds) {
    int seconds = random.nextInt(10) == 0 ? random.nextInt(20_000) - 10_000 : random.nextInt(900);
    world.clock(world.now().plusSeconds(seconds));
    var arrivals = new ArrayList<Arrival>();
    for (Deed deed : deeds) {
      Arrival arrival = arrival(deed);
      if (arrival != null) {
        arrivals.add(random.nextInt(arrivals.size() + 1), arrival);
      }
    }
    List<Receipt> receipts = world.insist(arrivals);
    for (int i = 0; i < receipts.size(); i++) {
      note(arrivals.get(i), receipts.get(i));
    }
  }

  private void note(Arrival arrival, Receipt receipt) {
    if (receipt instanceof Receipt.Accepted(long _, CustomerId customer, var _, boolean _)) {
      met.add(customer);
    }
    if (arrival instanceof Arrival.EventArrival event) {
      if (receipt instanceof Receipt.Refused refused && refused.code().equals("erased_person")) {
        return;
      }
      assertThat(receipt).isNotInstanceOf(Receipt.Refused.class);
      acknowledged.add(event.message().text("messageId").orElseThrow());
    }
  }

  /**
   * Erases some of those ever met.
   *
   * @param within power fails within so many boundaries of each erasure
   */
  public void forget(int most, int within) {
    for (int i = 0; i < most && !met.isEmpty(); i++) {
      world.disk().failAfter(Long.MAX_VALUE / 2);
      if (world.disk().failed()) {
        world.restore();
      }
      CustomerId id = List.copyOf(met).get(random.nextInt(met.size()));
      Optional<CustomerId> person = world.store().reader().resolve(id);
      List<Strand> strands =
          world.store().reader().identities().strands(id).stream()
              .map(LookUp.StrandInfo::strand)
              .toList();
      world.disk().failAfter(random.nextInt(within));
      if (world.erase(id) && person.isPresent()) {
        erased.add(id);
        gone.addAll(strands);
      }
    }
  }

  /** Nothing is left of whoever was erased. */
  void theErasedAreGone() {
    LookUp identities = world.store().reader().identities();
    assertThat(erased)
        .allSatisfy(id -> {
          assertThat(identities.erased(id)).isTrue();
          assertThat(world.store().reader().person(id)).isEmpty();
        });
    assertThat(world.records()).noneMatch(record -> gone.contains(record.stamp().strand()));
    for (Strand strand : gone) {
      byte[] key = Keys.of(strand.slot(), strand.number());
      assertThat(world.disk().read(Table.KEYS, key)).isNull();
    }
    assertThat(Purges.of(world.disk())).isEmpty();
    world.store().verify();
  }

  private @Nullable Arrival arrival(Deed deed) {
    List<CustomerId> known = List.copyOf(met);
    return switch (deed) {
      case Deed.Seen(Sighting sighting) -> {
        sent.add(sighting);
        yield arrival(sighting);
      }
      case Deed.Again(int ago) -> ago > sent.size() ? null : arrival(sent.get(sent.size() - ago));
      case Deed.Joined(int one, int other) ->
          known.isEmpty()
              ? null
              : new Arrival.Join(
                  known.get(one % known.size()),
                  known.get(other % known.size()),
                  "by-hand",
                  "test");
      case Deed.Parted(int customer, var name) ->
          known.isEmpty()
              ? null
              : new Arrival.Split(known.get(customer % known.size()), name, "test");
    };
  }

  private Arrival arrival(Sighting sighting) {
    String name = sighting.trust().name().toLowerCase(Locale.ROOT);
    int number = 1 + List.of(Trust.values()).indexOf(sighting.trust());
    var source = new Source(number, name, sighting.trust(), "uk", "web");
    boolean old = Duration.between(sighting.at(), world.now()).compareTo(Duration.ofDays(2)) > 0;
    return new Arrival.EventArrival(
        source,
        old && !sighting.history() ? sighting.message().without("timestamp") : sighting.message(),
        world.now(),
        null,
        sighting.history(),
        Reality.REAL);
  }

  /** Everything acknowledged is in the journal, once. */
  void nothingLostNothingTwice() {
    Map<String, Integer> found = new HashMap<>();
    for (JournalRecord record : world.records()) {
      if (record.body() instanceof Body.Happened happened) {
        found.merge(happened.event().message().text("messageId").orElseThrow(), 1, Integer::sum);
      }
    }
    assertThat(found.keySet()).containsAll(acknowledged);
    assertThat(found).allSatisfy((id, count) -> assertThat(count).as(id).isEqualTo(1));
    world.store().verify();
  }

  /** Everyone is what a straight loop over their records makes them, and nobody else is there. */
  void everyoneIsWhatTheyLived() {
    List<JournalRecord> records = world.records();
    LookUp identities = world.store().reader().identities();
    var behaviour = PromisingCustomers.healthy(1);
    Set<CustomerId> living = new HashSet<>();
    records.forEach(record -> identities.owner(record.stamp().strand()).ifPresent(living::add));
    Set<CustomerId> found = new HashSet<>();
    world.store().reader().customers(found::add);
    assertThat(found)
        .allSatisfy(id -> assertThat(identities.resolve(id)).as("ghost %s", id).contains(id))
        .containsAll(living);
    for (CustomerId id : living) {
      List<Strand> strands =
          identities.strands(id).stream().map(LookUp.StrandInfo::strand).toList();
      Person person = world.store().reader().person(id).orElseThrow();
      assertThat(person.halted()).isEmpty();
      assertThat(person.refolding()).as("%s is refolding", id).isFalse();
      assertThat(strands).as("strands of %s", id).containsAll(person.strands());
      List<JournalRecord> own =
          records.stream().filter(each -> strands.contains(each.stamp().strand())).toList();
      Instant time = Progress.of(world.disk()).time();
      var fold = StraightFold.of(behaviour, World.CONTEXT, id, own, List.of(), time);
      assertThat(StraightFold.parts(behaviour, person.state()))
          .as("state of %s", id)
          .isEqualTo(StraightFold.parts(behaviour, fold.state()));
    }
    assertThat(world.disk().cursors()).as("scans left open").isZero();
  }
}
