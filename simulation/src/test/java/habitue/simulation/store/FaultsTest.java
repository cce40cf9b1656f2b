package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Deed;
import habitue.simulation.identity.Town;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The whole store through losses of power at any write. */
class FaultsTest {
  @Test
  void nothing_acknowledged_is_lost_and_nothing_counts_twice() {
    Seeds.each(30, FaultsTest::survive);
  }

  @Test
  void an_erasure_that_was_decided_is_finished_whenever_power_is_lost() {
    Seeds.each(12, FaultsTest::erase);
  }

  private static void erase(long seed) {
    var random = new SplittableRandom(seed);
    List<Deed> deeds = Town.of(random).history(20 + random.nextInt(40));
    try (var world = new World(new FaultyDisk(), World.options(), Town.NOON, random.split())) {
      var life = new Life(world, random);
      int from = 0;
      while (from < deeds.size()) {
        int until = Math.min(deeds.size(), from + 5 + random.nextInt(15));
        world.disk().failAfter(random.nextInt(30));
        life.live(deeds.subList(from, until));
        life.forget(1 + random.nextInt(2), 20);
        from = until;
      }
      world.settle();
      world.disk().failAfter(Long.MAX_VALUE / 2);
      world.passTo(world.now().plus(Duration.ofHours(5)));
      life.theErasedAreGone();
      life.everyoneIsWhatTheyLived();
    }
  }

  private static void survive(long seed) {
    var random = new SplittableRandom(seed);
    List<Deed> deeds = Town.of(random).history(10 + random.nextInt(40));
    try (var world = new World(new FaultyDisk(), World.options(), Town.NOON, random.split())) {
      var life = new Life(world, random);
      int from = 0;
      while (from < deeds.size()) {
        int until = Math.min(deeds.size(), from + 5 + random.nextInt(15));
        world.disk().failAfter(random.nextInt(30));
        life.live(deeds.subList(from, until));
        from = until;
      }
      world.settle();
      world.disk().failAfter(Long.MAX_VALUE / 2);
      world.passTo(world.now().plus(Duration.ofHours(5)));
      life.nothingLostNothingTwice();
      life.everyoneIsWhatTheyLived();
      assertThat(world.losses()).isNotNegative();
    }
  }
}
