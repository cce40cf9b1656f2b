package habitue.simulation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.simulation.disk.FaultyDisk;
import habitue.store.disk.DiskFailed;
import habitue.store.door.Arrival;
import habitue.store.door.Desk;
import habitue.store.door.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lives one history through the door and the model side by side, in batches, with losses of power
 * before and after any write; compares who is who after each batch, and everyone's state in the
 * end.
 */
final class History {
  private final RandomGenerator random;
  private final PeopleModel model = new PeopleModel();
  private final Census census = new Census(model);
  private final Standings standings = new Standings(model);
  private final List<Sighting> sent = new ArrayList<>();
  private FaultyDisk disk = new FaultyDisk();
  private Desk desk = new Desk(disk, 1);
  private int starts = 1;
  private Instant clock = Town.NOON;

  private History(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Lives the deeds; throws at the first difference. */
  static void live(List<Deed> deeds, long seed) {
    var history = new History(seed);
    int from = 0;
    while (from < deeds.size()) {
      int until = Math.min(deeds.size(), from + 1 + history.random.nextInt(6));
      history.batch(deeds.subList(from, until));
      from = until;
    }
    Instant time = history.work(true);
    history.standings.compare(history.desk, time);
  }

  /** What is left of a failing history when nothing more can be left out. */
  static List<Deed> shrunk(List<Deed> deeds, long seed) {
    List<Deed> smallest = deeds;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (int i = smallest.size() - 1; i >= 0; i--) {
        var without = new ArrayList<>(smallest);
        without.remove(i);
        if (fails(without, seed)) {
          smallest = without;
          smaller = true;
        }
      }
    }
    return smallest;
  }

  private static boolean fails(List<Deed> deeds, long seed) {
    try {
      live(deeds, seed);
      return false;
    } catch (RuntimeException | AssertionError failure) {
      return true;
    }
  }

  private void batch(List<Deed> deeds) {
    clock = clock.plusSeconds(random.nextInt(900) - 100);
    var arrivals = new ArrayList<Arrival>();
    var meant = new ArrayList<Deed>();
    List<Integer> everyone = model.everyone().stream().filter(census::met).toList();
    for (Deed deed : deeds) {
      Deed made = meant(deed, everyone);
      if (made != null) {
        meant.add(made);
        arrivals.add(arrival(made));
      }
    }
    Optional<List<Receipt>> receipts = file(arrivals);
    for (int i = 0; i < meant.size(); i++) {
      if (receipts.isPresent()) {
        check(meant.get(i), receipts.get().get(i));
      } else {
        unseen(meant.get(i));
      }
    }
    census.compare(desk.lookUp());
    work(random.nextInt(5) == 0);
  }

  /** The workers' part, in which power may fail as well; answers what time it is then. */
  private Instant work(boolean resting) {
    if (random.nextInt(6) == 0) {
      disk.failAfter(random.nextInt(8));
    }
    while (true) {
      try {
        desk.work(clock);
        Instant time = resting ? desk.rest(clock) : clock;
        disk.failAfter(Long.MAX_VALUE / 2);
        return time;
      } catch (DiskFailed lost) {
        disk = disk.afterLoss(random);
        desk = new Desk(disk, ++starts);
      }
    }
  }

  /**
   * Power may fail before the write, then everything is asked again; or after it, then the answers
   * are lost, and messages sent again are known.
   */
  private Optional<List<Receipt>> file(List<Arrival> arrivals) {
    long before = desk.last();
    if (random.nextInt(4) == 0) {
      disk.failAfter(random.nextInt(2));
    }
    try {
      return Optional.of(desk.file(arrivals, clock));
    } catch (DiskFailed lost) {
      disk = disk.afterLoss();
      desk = new Desk(disk, ++starts);
    }
    if (desk.last() == before) {
      return Optional.of(desk.file(arrivals, clock));
    }
    List<Arrival> messages =
        arrivals.stream().filter(each -> each instanceof Arrival.EventArrival).toList();
    assertThat(desk.file(messages, clock))
        .allSatisfy(each -> assertThat(each).isInstanceOf(Receipt.Duplicate.class));
    return Optional.empty();
  }

  private @Nullable Deed meant(Deed deed, List<Integer> everyone) {
    return switch (deed) {
      case Deed.Seen seen -> seen;
      case Deed.Again(int ago) -> ago <= sent.size() ? deed : null;
      case Deed.Joined(int one, int other) ->
          everyone.isEmpty()
              ? null
              : new Deed.Joined(
                  everyone.get(one % everyone.size()), everyone.get(other % everyone.size()));
      case Deed.Parted(int customer, var name) ->
          everyone.isEmpty()
              ? null
              : new Deed.Parted(everyone.get(customer % everyone.size()), name);
    };
  }

  private Arrival arrival(Deed deed) {
    return switch (deed) {
      case Deed.Seen(Sighting sighting) -> {
        sent.add(sighting);
        yield arrival(sighting);
      }
      case Deed.Again(int ago) -> arrival(sent.get(Math.max(0, sent.size() - ago)));
      case Deed.Joined(int one, int other) ->
          new Arrival.Join(census.id(one), census.id(other), "by-hand", "test");
      case Deed.Parted(int customer, var name) ->
          new Arrival.Split(census.id(customer), name, "test");
    };
  }

  private Arrival arrival(Sighting sighting) {
    String name = sighting.trust().name().toLowerCase(Locale.ROOT);
    var source =
        new Source(
            1 + List.of(Trust.values()).indexOf(sighting.trust()),
            name,
            sighting.trust(),
            "uk",
            "web");
    return new Arrival.EventArrival(
        source, sighting.message(), clock, null, sighting.history(), Reality.REAL);
  }

  private void unseen(Deed deed) {
    switch (deed) {
      case Deed.Seen(Sighting sighting) ->
          standings.filed(sighting.messageId(), model.see(sighting));
      case Deed.Again _ -> {}
      case Deed.Joined(int one, int other) -> model.join(one, other);
      case Deed.Parted(int customer, var name) -> model.part(customer, name);
    }
  }

  private void check(Deed deed, Receipt receipt) {
    switch (deed) {
      case Deed.Seen(Sighting sighting) -> {
        int expected = model.see(sighting);
        standings.filed(sighting.messageId(), expected);
        assertThat(receipt).as("%s", sighting).isInstanceOf(Receipt.Accepted.class);
        var record = desk.record((Receipt.Accepted) receipt);
        census.sameStrand(record.stamp().strand().number(), expected);
      }
      case Deed.Again _ -> assertThat(receipt).isInstanceOf(Receipt.Duplicate.class);
      case Deed.Joined(int one, int other) ->
          assertThat(receipt instanceof Receipt.Accepted).isEqualTo(model.join(one, other));
      case Deed.Parted(int customer, var name) ->
          assertThat(receipt instanceof Receipt.Accepted).isEqualTo(model.part(customer, name));
    }
  }
}
