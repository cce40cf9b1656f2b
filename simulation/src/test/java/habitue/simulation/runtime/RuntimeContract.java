package habitue.simulation.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.SharedId;
import habitue.model.Strand;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.simulation.store.Life;
import habitue.simulation.store.World;
import habitue.simulation.toy.AskerBehaviour;
import habitue.simulation.toy.GiftBehaviour;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.door.Arrival;
import habitue.store.door.LookUp;
import habitue.store.work.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What every runtime makes of a decided stream of records, in whatever order its threads or letters
 * happen to run.
 */
abstract class RuntimeContract {
  static final Options OPTIONS =
      World.options()
          .withShared(
              Map.of(
                  GiftBehaviour.KIND,
                  new GiftBehaviour(1, 10),
                  AskerBehaviour.KIND,
                  new AskerBehaviour()));

  /** Lives through the records of a world again, in an order drawn from a seed. */
  abstract Lived live(World world, long seed);

  abstract int rounds();

  @Test
  void states_are_the_fold_of_their_records_and_promises_are_kept_once_under_any_schedule() {
    Seeds.each(
        rounds(),
        seed -> {
          try (World world = town(seed)) {
            Lived asFirst = Readings.of(world.disk(), world.records());
            Lived again = live(world, seed);
            same("states", again.states(), folded(world));
            same("commitments", by(world, again), by(world, asFirst));
            same("timers", again.timers(), asFirst.timers());
            assertThat(live(world, seed + 1)).isEqualTo(again);
          }
        });
  }

  @Test
  void sends_arrive_once_and_in_their_order_between_each_pair() {
    var random = new SplittableRandom(4);
    try (var world = new World(new FaultyDisk(), OPTIONS, Town.NOON, random)) {
      for (int round = 0; round < 3; round++) {
        var asks = new ArrayList<Arrival>();
        for (int asker = 0; asker < 15; asker++) {
          asks.add(ask(asker, round));
        }
        world.insist(asks);
      }
      world.settle();
      Lived lived = live(world, 7);
      Lived asFirst = Readings.of(world.disk(), world.records());
      assertThat(lived.sends()).isEqualTo(asFirst.sends());
      assertThat(lived.states()).isEqualTo(asFirst.states());
      assertThat(lived.commitments()).isEqualTo(asFirst.commitments());
      assertThat(lived.commitments().values().stream().mapToInt(List::size).sum()).isEqualTo(10);
      assertThat(lived.sends()).hasSize(30).allSatisfy((pair, said) -> assertThat(said).hasSize(3));
    }
  }

  private static Arrival ask(int asker, int round) {
    return new Arrival.Command(
        new SharedId(AskerBehaviour.KIND, "a" + asker),
        AskerBehaviour.ASK,
        "r" + round,
        "test",
        Fields.NONE.with("gift", "mug"));
  }

  /**
   * What was committed by whoever never had anything of an erased person: the others cannot live
   * again through what made them commit.
   */
  private static Map<String, List<String>> by(World world, Lived lived) {
    List<String> told =
        world.records().stream()
            .filter(record -> record.body() instanceof Body.Forgotten)
            .map(record -> " " + record.stamp().entity() + " ")
            .toList();
    var living = new TreeMap<String, List<String>>();
    lived
        .commitments()
        .forEach((strand, made) -> {
          List<String> theirs =
              made.stream().filter(words -> told.stream().noneMatch(words::contains)).toList();
          if (!theirs.isEmpty()) {
            living.put(strand, theirs);
          }
        });
    return living;
  }

  /** Says only what differs. */
  private static void same(String what, Map<String, ?> actual, Map<String, ?> expected) {
    var differences = new ArrayList<String>();
    Set<String> names = new TreeSet<>(actual.keySet());
    names.addAll(expected.keySet());
    for (String name : names) {
      String found = String.valueOf(actual.get(name));
      String wanted = String.valueOf(expected.get(name));
      if (!found.equals(wanted)) {
        differences.add("%s of %s%n  were %s%n  not  %s".formatted(what, name, found, wanted));
      }
    }
    assertThat(differences).isEmpty();
  }

  /** A town that lived for a while and has things going on. */
  private static World town(long seed) {
    var random = new SplittableRandom(seed);
    var world = new World(new FaultyDisk(), OPTIONS, Town.NOON, random.split());
    var life = new Life(world, random);
    life.live(Town.of(random).history(40));
    world.settle();
    life.forget(random.nextInt(4), Integer.MAX_VALUE);
    world.settle();
    world.passTo(world.now().plus(Duration.ofMinutes(random.nextInt(40))));
    return world;
  }

  private static Map<String, List<String>> folded(World world) {
    var behaviour = PromisingCustomers.healthy(1);
    LookUp identities = world.store().reader().identities();
    List<JournalRecord> records = world.records();
    var states = new TreeMap<String, List<String>>();
    for (JournalRecord record : records) {
      CustomerId id = identities.owner(record.stamp().strand()).orElse(null);
      if (id == null) {
        // An erasure's own record is of nobody.
        continue;
      }
      List<Strand> strands =
          identities.strands(id).stream().map(LookUp.StrandInfo::strand).toList();
      states.computeIfAbsent(
          id.toString(),
          name -> {
            List<JournalRecord> own =
                records.stream().filter(each -> strands.contains(each.stamp().strand())).toList();
            List<Commitment> none = List.of();
            Instant time = Progress.of(world.disk()).time();
            var fold = StraightFold.of(behaviour, World.CONTEXT, (EntityId) id, own, none, time);
            return StraightFold.parts(behaviour, fold.state());
          });
    }
    return states;
  }
}
